import { parse } from 'graphql';
import { gatewaySchema } from '../schema/build.ts';
import { validateDocument } from './validate-document.ts';

const messages = (query: string) => validateDocument(gatewaySchema(), parse(query)).map(({ message }) => message);

const EVENTS = '{ __typename }';
const ONE = 'A subscription selects exactly one field at its root.';
const UNCONDITIONAL = 'The root of a subscription takes no @skip and no @include.';

describe('a document', () => {
  it.each([
    ['the field alone', `subscription { inboxEvents ${EVENTS} }`, []],
    ['in a fragment', `subscription { ...F } fragment F on Subscription { ... { inboxEvents ${EVENTS} } }`, []],
    ['twice', `subscription { inboxEvents ${EVENTS} inboxEvents ${EVENTS} }`, []],
    ['a condition below', `subscription ($x: Boolean!) { inboxEvents { at @include(if: $x) } }`, []],
    ['a variable condition', `subscription ($x: Boolean!) { inboxEvents @include(if: $x) ${EVENTS} }`, [UNCONDITIONAL]],
    ['a fixed condition', `subscription { inboxEvents @skip(if: true) ${EVENTS} }`, [UNCONDITIONAL]],
    [
      'a condition on a fragment',
      `subscription ($x: Boolean!) { ...F @skip(if: $x) } fragment F on Subscription { inboxEvents ${EVENTS} }`,
      [UNCONDITIONAL],
    ],
    [
      'a condition inside of a fragment',
      `subscription ($x: Boolean!) { ... on Subscription { inboxEvents @skip(if: $x) ${EVENTS} } }`,
      [UNCONDITIONAL],
    ],
    ['two fields', `subscription { inboxEvents ${EVENTS} roomListEvents ${EVENTS} }`, [ONE]],
    ['one field under two names', `subscription { a: inboxEvents ${EVENTS} b: inboxEvents ${EVENTS} }`, [ONE]],
    ['no field of its own', 'subscription { __typename }', [ONE]],
  ])('says what a subscription may select at its root: %s', (_what, query, expected) => {
    expect(messages(query)).toEqual(expected);
  });

  it('is refused where it nests deeper than anything can follow', () => {
    const deep = `{ room(name: ${'['.repeat(20_000)}${']'.repeat(20_000)}) { id } }`;
    let document: ReturnType<typeof parse> | undefined;
    try {
      document = parse(deep);
    } catch {
      return;
    }
    expect(validateDocument(gatewaySchema(), document).length).toBeGreaterThan(0);
  });

  it('names nothing as JavaScript names prototypes', () => {
    expect(messages('{ __proto__: me { id } }')).toEqual(['"__proto__" is no name.']);
  });
});
