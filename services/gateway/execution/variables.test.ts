import { defaultLimits } from '../config.ts';
import { gatewaySchema } from '../schema/build.ts';
import { createDocuments } from './documents.ts';

const documents = createDocuments(gatewaySchema(), defaultLimits);

function find(query: string) {
  const found = documents.find({ query });
  if (!('document' in found)) throw new Error(found.map(({ message }) => message).join());
  return found;
}

const POST =
  'mutation ($input: PostMessageInput!, $n: Int) { postMessage(input: $input) { message { id } } rooms: __typename @include(if: true) }'.replace(
    ', $n: Int',
    '',
  );
const ROOM_OR_DEFAULT = 'query ($r: String = "x", $on: Boolean = true) { room(name: $r) { id @include(if: $on) } }';

describe('variables', () => {
  it('are kept where the operation declares them, in its order, and nothing else of what was sent', () => {
    const { variables } = find(
      'query ($a: String!, $b: Int) { rooms(search: $a, first: $b) { pageInfo { endCursor } } }',
    );
    const sent = JSON.parse('{"junk":"x","b":1,"__proto__":{"a":2},"a":"y"}');
    expect(Object.entries(variables.pick(sent) ?? {})).toEqual([
      ['a', 'y'],
      ['b', 1],
    ]);
    expect(variables.pick({ junk: 1 })).toBeUndefined();
    expect(find('{ me { id } }').variables.pick(sent)).toBeUndefined();
  });

  it.each<[string, string, Record<string, unknown>, string | undefined]>([
    ['a member of an input', POST, { input: { room: 1, text: 'x' } }, 'room'],
    ['a member that is missing', POST, { input: { room: 'tea' } }, 'text'],
    ['a member that nobody knows', POST, { input: { room: 'tea', text: 'x', more: 1 } }, 'more'],
    ['the variable itself', POST, { input: 7 }, 'input'],
    ['a variable that is missing', POST, {}, 'input'],
    ['a variable that is null', POST, { input: null }, 'input'],
    ['nothing wrong', POST, { input: { room: 'tea', text: 'x' } }, undefined],
  ])('say what does not fit by its name: %s', (_what, query, sent, field) => {
    const [error] = find(query).variables.errors(sent);
    expect(error?.extensions).toEqual(field && { code: 'BAD_USER_INPUT', field });
  });

  it('say at most so much of what does not fit', () => {
    const [error, ...others] = find(POST).variables.errors({ input: 'x'.repeat(100_000) });
    expect(error?.message.length).toBeLessThan(400);
    expect(others).toEqual([]);
    const many = Object.fromEntries(Array.from({ length: 1_000 }, (_, n) => [`member${n}`, n]));
    expect(find(POST).variables.errors({ input: many }).length).toBeLessThan(30);
  });

  it.each([
    ['an argument', { r: null }, 'r'],
    ['a directive', { on: null }, 'on'],
    ['neither', { r: 'tea' }, undefined],
  ])('may be null only where null may be, whatever their default: %s', (_what, sent, field) => {
    expect(find(ROOM_OR_DEFAULT).refuse(sent)?.extensions).toEqual(field && { code: 'BAD_USER_INPUT', field });
  });

  it('may be null where that is the same as nothing', () => {
    expect(
      find('query ($s: String) { rooms(search: $s) { pageInfo { endCursor } } }').refuse({ s: null }),
    ).toBeUndefined();
  });
});
