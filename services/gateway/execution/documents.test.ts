import { defaultLimits } from '../config.ts';
import { gatewaySchema } from '../schema/build.ts';
import { createDocuments } from './documents.ts';

const documents = createDocuments(gatewaySchema(), defaultLimits);

function find(query: string, name?: string) {
  const found = documents.find(query, name);
  if (!('document' in found)) throw new Error(found.map(({ message }) => message).join());
  return found;
}
const refused = (query: string, name?: string) => expect(() => find(query, name)).toThrow();

describe('documents', () => {
  it('are parsed once for everybody who sends them', () => {
    expect(find('{ me { id } }')).toBe(find('{ me { id } }'));
  });

  it('name the operation where there are several', () => {
    const query = 'query A { me { id } } query B { me { username } }';
    expect(find(query, 'B').name).toBe('B');
    refused(query);
    refused(query, 'C');
  });

  it('are refused when fragments make them deep, even in a circle', () => {
    const chain = Array.from({ length: 13 }, (_, n) => `fragment F${n} on Message { replyTo { ...F${n + 1} } }`).join(
      ' ',
    );
    refused(
      `{ conversation(with: "x") { messages { edges { node { ...F0 } } } } } ${chain} fragment F13 on Message { id }`,
    );
    refused('{ me { ...A } } fragment A on User { ...A }');
  });

  it('are refused with more fragments than can be compared in a moment', () => {
    const names = Array.from({ length: 51 }, (_, n) => `F${n}`);
    const query = `{ me { ${names.map((name) => `...${name}`).join(' ')} } }`;
    refused(`${query} ${names.map((name) => `fragment ${name} on User { id }`).join(' ')}`);
  });

  it('measure fragments that are spread everywhere in no time', () => {
    const levels = Array.from({ length: 60 }, (_, n) => `fragment F${n} on User { ...F${n + 1} ...F${n + 1} id }`).join(
      ' ',
    );
    const started = performance.now();
    documents.find(`{ me { ...F0 } } ${levels} fragment F60 on User { id }`, undefined);
    expect(performance.now() - started).toBeLessThan(1_000);
  });

  it('know the root fields that hide in fragments', () => {
    const query = 'mutation { ...F ... on Mutation { b: logout } } fragment F on Mutation { logout }';
    expect(find(query).fields).toEqual(['logout', 'logout']);
  });

  it('are refused where so many fields of one name meet that comparing them takes long', () => {
    const room = Array.from({ length: 20 }, () => 'id name').join(' ');
    refused(`{ ${Array.from({ length: 20 }, () => `rooms { edges { node { ${room} } } }`).join(' ')} }`);
  });

  it('are refused for each event that asks for too much', () => {
    const posted = (below: string) =>
      `subscription { roomEvents(room: "x") { ... on MessagePosted { message { ${below} } } } }`;
    expect(find(posted('text replyTo { text } room { name }')).refuse(undefined)).toBeUndefined();
    const dear = find(posted('room { messages(last: 100) { edges { node { text author { id } } } } }')).refuse(
      undefined,
    );
    expect(dear?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
  });

  it('cost what their lists may hold, by the variables that came', () => {
    const query = `query ($n: Int!, $m: Int!) { rooms(first: $n) { edges { node { messages(last: $m) {
      edges { node { reactions { users(first: 100) { id } } } } } } } } }`;
    expect(find(query).refuse({ n: 1, m: 10 })).toBeUndefined();
    expect(find(query).refuse({ n: 100, m: 100 })?.extensions['code']).toBe('GRAPHQL_VALIDATION_FAILED');
    expect(find('{ me { id } }').refuse(undefined)).toBeUndefined();
  });

  it.each([
    ['subscription ($r: String!, $c: Cursor) { roomEvents(room: $r, after: $c) { cursor } }', true, ['c']],
    [
      'subscription { roomEvents(room: "x") { ...F } } fragment F on RoomUpdated { room { membership { role } } }',
      false,
      [],
    ],
    ['subscription { inboxEvents { ... on DirectMessagePosted { message { delivery } } } }', false, []],
    [
      'subscription ($c: String) { roomEvents(room: "x") { ... on RoomOpened { room { messages(after: $c) { edges { cursor } } } } } }',
      true,
      [],
    ],
  ])('tell what subscribers may share: %s', (query, shared, starts) => {
    const { sharing } = find(query);
    expect(sharing.sharedEvents.has('RoomUpdated')).toBe(shared);
    expect([...sharing.startVariables]).toEqual(starts);
  });

  it('count a page as large as the default of a variable that is left out', () => {
    const nested = (size: number) =>
      `query ($n: Int = ${size}) { rooms(first: $n) { edges { node { messages(last: $n) { edges { node { reactions { users(first: $n) { id } } } } } } } } }`;
    expect(find(nested(5)).refuse({})).toBeUndefined();
    expect(find(nested(100)).refuse({})).toBeDefined();
    expect(find(nested(100)).refuse({ n: 5 })).toBeUndefined();
  });
});
