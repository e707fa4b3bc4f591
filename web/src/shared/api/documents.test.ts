import { readdirSync, readFileSync } from 'node:fs';
import {
  buildSchema,
  type DocumentNode,
  getNamedType,
  isInterfaceType,
  isObjectType,
  Kind,
  type SelectionSetNode,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
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

  // The cache remembers results by the object they were read from: one without an id is another object after each change.
  it('ask for the id of everything that has one', async () => {
    const found = await operations();
    expect(found.flatMap(([name, document]) => fieldsWithoutId(document).map((field) => `${name}: ${field}`))).toEqual(
      [],
    );
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

/** Whether a selection holds the id, itself or by a fragment of the document. */
function asksForId({ selections }: SelectionSetNode, document: DocumentNode): boolean {
  return selections.some((selection) => {
    if (selection.kind === Kind.FIELD) return selection.name.value === 'id';
    const spread = selection.kind === Kind.FRAGMENT_SPREAD ? selection.name.value : null;
    const fragment = document.definitions.find(
      (each) => each.kind === Kind.FRAGMENT_DEFINITION && each.name.value === spread,
    );
    return fragment?.kind === Kind.FRAGMENT_DEFINITION && asksForId(fragment.selectionSet, document);
  });
}

/** The fields of a document whose objects have an id that it does not ask for. */
function fieldsWithoutId(document: DocumentNode): string[] {
  const found: string[] = [];
  const types = new TypeInfo(schema);
  const visitor = visitWithTypeInfo(types, {
    Field({ name, selectionSet }) {
      const type = getNamedType(types.getType());
      const hasId = isObjectType(type) && 'id' in type.getFields();
      if (selectionSet && hasId && !asksForId(selectionSet, document)) found.push(name.value);
    },
  });
  visit(document, visitor);
  return found;
}

describe('possibleTypes', () => {
  it('lists the types of each interface of the schema', () => {
    const actual = Object.values(schema.getTypeMap())
      .filter(isInterfaceType)
      .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)] as const);
    for (const [name, types] of actual)
      expect({ [name]: possibleTypes[name]?.toSorted() }).toEqual({ [name]: types.toSorted() });
  });
});
