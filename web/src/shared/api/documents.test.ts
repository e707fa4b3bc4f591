import { readdirSync, readFileSync } from 'node:fs';
import { buildSchema, type DocumentNode, isInterfaceType, Kind, validate } from 'graphql';
import { possibleTypes } from './possible-types.ts';

const schemaFile = new URL('../../../../services/gateway/schema.graphql', import.meta.url);
const features = new URL('../../features/', import.meta.url);
const schema = buildSchema(readFileSync(schemaFile, 'utf8'));

const files = readdirSync(features, { recursive: true, encoding: 'utf8' }).filter((name) =>
  /graphql\/.*\.ts$/.test(name),
);

/** The operations of the client: documents that are not only a fragment. */
async function operations(): Promise<[string, DocumentNode][]> {
  const modules = await Promise.all(
    files.map((name): Promise<Record<string, DocumentNode>> => import(new URL(name, features).href)),
  );
  return modules
    .flatMap((exported) => Object.entries(exported))
    .filter(([, document]) => document.definitions.some(({ kind }) => kind === Kind.OPERATION_DEFINITION));
}

describe('the GraphQL documents', () => {
  it('are valid against the schema of the gateway', async () => {
    const problems = (await operations()).flatMap(([name, document]) =>
      validate(schema, document).map(({ message }) => `${name}: ${message}`),
    );
    expect(problems).toEqual([]);
  });

  it('are found, each under the name of its operation', async () => {
    const found = await operations();
    expect(found.length).toBeGreaterThan(15);
    for (const [name, { definitions }] of found) {
      const operation = definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
      expect(operation).toMatchObject({ name: { value: name } });
    }
  });
});

describe('possibleTypes', () => {
  it('lists the types of each interface of the schema', () => {
    const actual = Object.values(schema.getTypeMap())
      .filter(isInterfaceType)
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)] as const);
    for (const [name, types] of actual)
      expect({ [name]: possibleTypes[name]?.toSorted() }).toEqual({ [name]: types.toSorted() });
  });
});
