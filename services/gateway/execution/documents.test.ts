import type { GraphQLError } from 'graphql';
import { defaultLimits } from '../config.ts';
import { gatewaySchema } from '../schema/build.ts';
import { createDocuments } from './documents.ts';

const documents = createDocuments(gatewaySchema(), defaultLimits);

function find(query: string, name?: string) {
  const found = documents.find({ query, operationName: name });
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
    documents.find({ query: `{ me { ...F0 } } ${levels} fragment F60 on User { id }` });
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

describe('what is remembered', () => {
  const schema = gatewaySchema();
  const start = () => createDocuments(schema, { ...defaultLimits, rememberedBytes: 1024 * 1024 });
  const ME = 'query A { me { id } }';

  it('is not what somebody else made of a similar text', () => {
    const known = start();
    known.find({ query: 'A\n{ me { id } }' }, 'mallory');
    known.find({ query: '\n{ me { id } }', operationName: 'A' }, 'mallory');
    known.find({ query: '{ me { id } }', operationName: 'A x' }, 'mallory');
    expect(known.find({ query: '{ me { id } }' }, 'ann')).toHaveProperty('document');
    expect(known.find({ query: ME, operationName: 'A' }, 'ann')).toHaveProperty('document');
  });

  it('is the same operation with its name and without it', () => {
    const known = start();
    expect(known.find({ query: ME })).toBe(known.find({ query: ME, operationName: 'A' }));
  });

  it('stays, whatever one client brings in: large documents, many documents, wrong ones', () => {
    const known = start();
    known.find({ query: ME }, 'ann');
    known.find({ query: '{ me { username } }' }, 'bob');
    known.find({ query: '{ nobody }' }, 'bob');
    for (let n = 0; n < 20; n += 1) known.find({ query: `{ me { id } } ${' '.repeat(240_000 + n)}` }, 'mallory');
    for (let n = 0; n < 500; n += 1) known.find({ query: `{ a${n}: __typename }` }, 'mallory');
    for (let n = 0; n < 500; n += 1) known.find({ query: `{ nobody${n} }` }, 'mallory');
    expect(known.recall({ query: ME }, 'ann')).toBeDefined();
    expect(known.recall({ query: '{ me { username } }' }, 'bob')).toBeDefined();
    expect(known.recall({ query: '{ nobody }' }, 'bob')).toBeDefined();
  });

  it('is nothing of a text but what means something', () => {
    const known = start();
    const found = known.find({ query: `query { # ${'x'.repeat(200_000)}\n me { id } }` });
    expect('document' in found && found.document.loc).toBeUndefined();
    expect('document' in found && found.length).toBeLessThan(50);
    const errors = known.find({ query: `{ nobody } # ${'x'.repeat(200_000)}` }) as readonly GraphQLError[];
    expect(errors[0]?.source).toBeUndefined();
    expect(errors[0]?.locations).toEqual([{ line: 1, column: 3 }]);
  });
});

describe('a document with more than what is asked for', () => {
  const MANY = Array.from(
    { length: 300 },
    (_, n) => `query Q${n} { a${n}: me { ...F${n} } } fragment F${n} on User { id }`,
  );
  const FILE = MANY.join('\n');

  it('is measured by the operation that is asked for and the fragments that it reaches', () => {
    const found = find(FILE, 'Q7');
    expect(found.document.definitions).toHaveLength(2);
    expect(found.fields).toEqual(['me']);
    expect(() => find(FILE)).toThrow('Name one of the operations');
  });

  it('may hold what is wrong elsewhere, as long as its names are clear', () => {
    expect(find(`${FILE} query Wrong { nobody }`, 'Q7').name).toBe('Q7');
    expect(() => find(`${FILE} query Wrong { nobody }`, 'Wrong')).toThrow('nobody');
    expect(() => find(`${FILE} query Q7 { me { id } }`, 'Q7')).toThrow('only one operation named');
    expect(() => find(`${FILE} fragment F7 on User { id }`, 'Q7')).toThrow('only one fragment named');
    expect(() => find(`${FILE} type T { a: Int }`, 'Q7')).toThrow('not executable');
  });

  it.each([
    ['tokens of an operation', `{ ${'__typename '.repeat(2_000)} }`],
    ['tokens of its fragments', `{ ...A } fragment A on Query { ${'__typename '.repeat(2_000)} }`],
    ['tokens of the document', `query A { me { id } } query B { ${'__typename '.repeat(20_000)} }`],
    ['aliases', `{ ${Array.from({ length: 31 }, (_, n) => `a${n}: __typename`).join(' ')} }`],
    ['the same in inline fragments', `{ ${'... { me { id } }'.repeat(101)} }`],
    ['a long name', `{ ${'x'.repeat(201)}: __typename }`],
  ])('is refused as the documentation says: %s', (_what, query) => {
    const found = documents.find({ query, operationName: query.startsWith('query A') ? 'A' : undefined });
    expect(found).toMatchObject([{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }]);
  });

  it('has no string longer than any that is stored', () => {
    const found = documents.find({
      query: `mutation { postMessage(input: { room: "a", text: "${'x'.repeat(8_193)}" }) { message { id } } }`,
    });
    expect(found).toMatchObject([{ extensions: { code: 'BAD_USER_INPUT', field: 'text' } }]);
  });

  it.each([
    ['selections', `${'{ me '.repeat(9_000)}${'}'.repeat(9_000)}`],
    ['lists', `{ room(name: ${'['.repeat(9_000)}${']'.repeat(9_000)}) { id } }`],
  ])('is refused where it nests without end: %s', (_what, query) => {
    expect(documents.find({ query })).toMatchObject([{ extensions: { code: expect.stringMatching(/^GRAPHQL_/) } }]);
  });
});
