import { readFileSync } from 'node:fs';
import {
  type GraphQLInterfaceType,
  getNamedType,
  isInterfaceType,
  Kind,
  parse,
  TypeInfo,
  validate,
  visit,
  visitWithTypeInfo,
} from 'graphql';
import { defaultLimits } from '../config.ts';
import { createDocuments } from '../execution/documents.ts';
import { gatewaySchema } from './build.ts';
import { currentFields, printEventDocuments } from './event-documents.ts';

const schema = gatewaySchema();
const committed = readFileSync(new URL('../../../docs/events.graphql', import.meta.url), 'utf8');
const subscriptions = Object.values(schema.getSubscriptionType()!.getFields());
const events = subscriptions.map(({ name, type }) => [name, getNamedType(type) as GraphQLInterfaceType] as const);

/** `Type.field` of every field that a document selects. */
function selectedFields(text: string): Set<string> {
  const selected = new Set<string>();
  const types = new TypeInfo(schema);
  const Field = () => void selected.add(`${types.getParentType()?.name}.${types.getFieldDef()?.name}`);
  visit(parse(text), visitWithTypeInfo(types, { Field }));
  return selected;
}

describe('the events of a subscription', () => {
  it.each(events)('%s have one type for all fields of one name that are not deprecated', (_, event) => {
    expect(isInterfaceType(event)).toBe(true);
    const types = new Map<string, Set<string>>();
    for (const kind of schema.getPossibleTypes(event)) {
      for (const { name, type } of currentFields(kind)) types.set(name, (types.get(name) ?? new Set()).add(`${type}`));
    }
    const clashes = [...types].filter(([, each]) => each.size > 1).map(([name, each]) => [name, ...each]);
    expect(types.size).toBeGreaterThan(0);
    expect(clashes).toEqual([]);
  });

  it.each(events)('%s say of each deprecated field which one replaces it', (_, event) => {
    for (const kind of schema.getPossibleTypes(event)) {
      for (const { deprecationReason } of Object.values(kind.getFields())) {
        if (deprecationReason === undefined) continue;
        const [, successor = ''] = /^Use `(\w+)`[.]$/.exec(deprecationReason ?? '') ?? [];
        expect(currentFields(kind).map(({ name }) => name)).toContain(successor);
      }
    }
  });
});

describe('docs/events.graphql', () => {
  it('is committed as the schema has it', () => {
    expect(committed).toBe(printEventDocuments(schema));
  });

  it('is valid, and selects every field of every event that is not deprecated', () => {
    expect(validate(schema, parse(committed))).toEqual([]);
    const selected = selectedFields(committed);
    const missing = events.flatMap(([, event]) =>
      schema.getPossibleTypes(event).flatMap((kind) =>
        currentFields(kind)
          .filter(({ name }) => !event.getFields()[name])
          .map(({ name }) => `${kind.name}.${name}`)
          .filter((field) => !selected.has(field)),
      ),
    );
    expect(missing).toEqual([]);
  });

  it('is within the limits, whichever of its operations is asked for', () => {
    const documents = createDocuments(schema, defaultLimits);
    const names = parse(committed).definitions.flatMap((node) =>
      node.kind === Kind.OPERATION_DEFINITION ? [node.name?.value] : [],
    );
    expect(names).toHaveLength(subscriptions.length);
    for (const name of names)
      expect(documents.find({ query: committed, operationName: name })).toMatchObject({ name, type: 'subscription' });
  });
});
