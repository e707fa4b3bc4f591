import { type Attack, hands, type Raid } from '../raid.ts';

/** Subscriptions whose root field is there or not as a variable has it, and others that cannot be. */
const ROOTS: readonly string[] = [
  'subscription ($x: Boolean!) { inboxEvents @include(if: $x) { at } }',
  'subscription ($x: Boolean = true) { inboxEvents @skip(if: $x) { at } }',
  'subscription ($x: Boolean!) { ... on Subscription @include(if: $x) { inboxEvents { at } } }',
  'subscription ($x: Boolean!) { ...F @skip(if: $x) } fragment F on Subscription { roomListEvents { at } }',
  'subscription { inboxEvents @skip(if: true) { at } }',
  'subscription { __typename }',
  'subscription ($room: String = "x") { roomEvents(room: $room) @include(if: true) { at } }',
];
const CONDITIONS = [null, true, false, 'true', 1, [], {}, undefined];

export const putConditionsOnRoots: Attack = async (raid) => {
  const sockets = await raid.sockets(4);
  const payload = () => {
    const n = raid.next();
    const x = CONDITIONS[n % CONDITIONS.length];
    return { query: ROOTS[n % ROOTS.length] as string, variables: { x, room: x } };
  };
  return [...sockets.map((socket) => () => socket.ask(payload())), ...hands(4, () => raid.ask(payload()))];
};

const POST = 'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id } } }';
const BY_DEFAULT = 'query ($r: String = "x") { room(name: $r) { id } }';
const PAGE = 'query ($n: Int = 3) { rooms(first: $n) { pageInfo { hasNextPage } } }';

function deep(levels: number, isList: boolean): unknown {
  let value: unknown = null;
  for (let n = 0; n < levels; n += 1) value = isList ? [value] : { value };
  return value;
}

/** Variables of which none fits. */
function mistake(raid: Raid) {
  const n = raid.next();
  const wrong = [null, deep(3_000, true), deep(3_000, false), 1e300, '\u0000', { __proto__: null }, 'x'.repeat(9_000)];
  const value = wrong[n % wrong.length];
  const mistakes = [
    { query: BY_DEFAULT, variables: { r: value } },
    { query: PAGE, variables: { n: value } },
    { query: POST, variables: { input: value } },
    { query: POST, variables: { input: { room: value, text: value } } },
    { query: 'query ($after: String) { rooms(after: $after) { edges { cursor } } }', variables: { after: value } },
  ];
  return mistakes[n % mistakes.length] as { query: string; variables: object };
}

/** Nulls where a default made a variable valid, and values of any depth, size and type. */
export const sendVariablesThatDoNotFit: Attack = async (raid) => {
  const sockets = await raid.sockets(4);
  return [...sockets.map((socket) => () => socket.ask(mistake(raid))), ...hands(4, () => raid.ask(mistake(raid)))];
};
