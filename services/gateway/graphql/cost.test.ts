import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { costOf, requireCosts } from './cost.ts';

function schemaOf({ ofField, ofQuery = { reads: 1 } }: { ofField?: object; ofQuery?: object | undefined }) {
  const declared = (cost: object | undefined) => (cost ? { extensions: { cost } } : {});
  const place = new GraphQLObjectType({
    name: 'Place',
    fields: { plain: { type: GraphQLString }, asked: { type: GraphQLString, resolve: () => '', ...declared(ofField) } },
  });
  const root = (name: string, cost: object | undefined) =>
    new GraphQLObjectType({ name, fields: { place: { type: place, resolve: () => ({}), ...declared(cost) } } });
  return new GraphQLSchema({ query: root('Query', ofQuery), mutation: root('Mutation', undefined) });
}

describe('what a field costs', () => {
  it('has to be declared of every field that is resolved: without it there is no schema', () => {
    expect(() => requireCosts(schemaOf({}))).toThrow('Place.asked');
    expect(() => requireCosts(schemaOf({ ofField: { reads: 0 } }))).not.toThrow();
  });

  it('is that of a command for mutations that say nothing else', () => {
    const schema = requireCosts(schemaOf({ ofField: { reads: 0 } }));
    const mutation = schema.getMutationType()?.getFields()['place'];
    expect(mutation && costOf(mutation).reads).toBe(20);
  });
});
