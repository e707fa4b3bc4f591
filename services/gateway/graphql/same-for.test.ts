import { GraphQLObjectType, GraphQLSchema, GraphQLString } from 'graphql';
import { close } from '../schema/build.ts';
import { type Audience, audienceOf } from './same-for.ts';

function schemaOf({ ofField, ofType }: { ofField?: Audience; ofType?: Audience }) {
  const declared = (sameFor: Audience | undefined) => (sameFor ? { extensions: { sameFor, cost: { reads: 1 } } } : {});
  const place = new GraphQLObjectType({
    name: 'Place',
    ...declared(ofType),
    fields: {
      plain: { type: GraphQLString },
      asked: { type: GraphQLString, resolve: () => '', ...declared(ofField) },
    },
  });
  const query = new GraphQLObjectType({
    name: 'Query',
    fields: { place: { type: place, resolve: () => ({}), extensions: { cost: { reads: 1 } } } },
  });
  return new GraphQLSchema({ query });
}

function audiences(schema: GraphQLSchema) {
  const type = schema.getType('Place') as GraphQLObjectType;
  return Object.fromEntries(Object.values(type.getFields()).map((field) => [field.name, audienceOf(field, type)]));
}

describe('for whom a field is the same', () => {
  it('has to be declared of every field that is resolved: without it there is no schema', () => {
    expect(() => close(schemaOf({}))).toThrow('Place.asked');
    expect(() => close(schemaOf({ ofType: 'everybody' }))).toThrow('Place.asked');
    expect(() => close(schemaOf({ ofField: 'viewer' }))).not.toThrow();
  });

  it('is its viewer alone where nothing is declared of it or of its type', () => {
    expect(audiences(schemaOf({ ofField: 'readers' }))).toEqual({ plain: 'viewer', asked: 'readers' });
    expect(audiences(schemaOf({ ofType: 'everybody' }))).toEqual({ plain: 'everybody', asked: 'viewer' });
  });
});
