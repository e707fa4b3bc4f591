import { getIntrospectionQuery, Kind, type OperationDefinitionNode, parse } from 'graphql';
import { costOfEvent } from '../graphql/cost.ts';
import { JoinedRoomsOpened, MOST_OPENED } from '../rooms/room-list-event.type.ts';
import { gatewaySchema } from '../schema/build.ts';
import { createOperationCosts } from './cost.ts';
import type { SizeVariables } from './page-sizes.ts';

function costsOf(query: string) {
  const document = parse(query);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return createOperationCosts(gatewaySchema(), document, operation as OperationDefinitionNode);
}
const cost = (query: string, variables?: SizeVariables) => costsOf(query)(variables).whole;
const eventCost = (query: string) => costsOf(query)(undefined).event;

const messages = (size: string, below = 'id') => `messages(${size}) { edges { node { ${below} } } }`;
const rooms = (below: string, size = 'first: 10') => `rooms(${size}) { edges { node { ${below} } } }`;

describe('the cost of an operation', () => {
  it('grows with what services have to read, not only with objects', () => {
    const plain = cost(`{ ${rooms('id name')} }`);
    expect(cost(`{ ${rooms('id membership { unreadCount }')} }`)).toBeGreaterThan(plain + 10 * 40);
    expect(cost(`{ ${rooms(`id ${messages('last: 1')}`)} }`)).toBeGreaterThan(plain + 10 * 5);
  });

  it('multiplies lists below lists', () => {
    const page = cost(`{ ${rooms(messages('last: 20'))} }`);
    expect(cost(`{ ${rooms(messages('last: 40'))} }`)).toBeGreaterThan(page * 1.7);
    expect(cost(`{ ${rooms(messages('last: 20'), 'first: 20')} }`)).toBeGreaterThan(page * 1.7);
    expect(cost(`{ ${rooms(messages('last: 20', `room { ${messages('last: 10')} }`))} }`)).toBeGreaterThan(page * 10);
  });

  it('is the same whichever alias or fragment selects something, and that many times', () => {
    const once = cost(`{ ${rooms('id')} }`);
    const inFragment = `{ ...F } fragment F on Query { rooms(first: 10) { edges { node { ...R } } } } fragment R on Room { id }`;
    expect(cost(inFragment)).toBe(once);
    expect(cost(`{ a: ${rooms('id')} b: ${rooms('id')} }`)).toBeGreaterThan(once * 1.9);
  });

  it('counts once what several fields of one object need', () => {
    const one = cost(`{ ${rooms('membership { unreadCount }')} }`);
    expect(cost(`{ ${rooms('membership { unreadCount mentionCount lastReadSeq }')} }`)).toBeLessThan(one * 1.1);
  });

  it('counts the values of variables, their defaults, and the most that there can be', () => {
    const query = `query ($n: Int = 5, $m: Int!) { ${rooms(messages('last: $m'), 'first: $n')} }`;
    const of = (variables: SizeVariables) => cost(query, variables);
    expect(of({ n: 10, m: 20 })).toBe(cost(`{ ${rooms(messages('last: 20'))} }`));
    expect(of({ m: 20 })).toBe(of({ n: 5, m: 20 }));
    expect(of({ n: null, m: 20 })).toBe(of({ n: 50, m: 20 }));
    expect(of('any')).toBe(of({ n: 500, m: 500 }));
    expect(of({ n: 1e9, m: 1e9 })).toBe(of('any'));
  });

  it.each([
    ['people', (args: string) => `users${args} { edges { node { id } } }`],
    ['members', (args: string) => `room(name: "tea") { members${args} { edges { node { role } } } }`],
  ])('counts a search for %s by what it makes services look at, and only where there is one', (_what, field) => {
    const query = `query ($text: String) { ${field('(search: $text)')} }`;
    const listed = cost(`{ ${field('')} }`);
    expect(cost(`{ ${field('(search: "ann")')} }`)).toBeGreaterThanOrEqual(listed + 200);
    expect(cost(query, { text: 'ann' })).toBe(cost(`{ ${field('(search: "ann")')} }`));
    for (const variables of [{ text: null }, {}, undefined]) expect(cost(query, variables)).toBe(listed);
    expect(cost(query, 'any')).toBe(cost(query, { text: 'ann' }));
    expect(cost(query.replace('String', 'String = "ann"'), {})).toBe(cost(query, { text: 'ann' }));
  });

  it('counts a list that is empty elsewhere only where it is not', () => {
    const blocked = '{ id blockedUsers { username } }';
    expect(cost(`{ me ${blocked} }`)).toBeGreaterThan(1_000);
    expect(cost(`{ ...F } fragment F on Query { me ${blocked} }`)).toBe(cost(`{ me ${blocked} }`));
    expect(cost(`{ ${rooms(messages('last: 10', `author ${blocked}`))} }`)).toBeLessThan(
      cost(`{ ${rooms(messages('last: 10', 'author { id username }'))} }`) + 100,
    );
    expect(cost(`mutation ($input: LoginInput!) { login(input: $input) { user ${blocked} } }`)).toBeLessThan(100);
  });

  it('counts the introspection of this schema by the size that it has', () => {
    const whole = cost(getIntrospectionQuery());
    expect(whole).toBeGreaterThan(500);
    expect(whole).toBeLessThan(5_000);
    expect(
      cost('{ a: __schema { types { fields { name } } } b: __schema { types { fields { name } } } }'),
    ).toBeGreaterThan(cost('{ __schema { types { fields { name } } } }') * 1.8);
    const cycle = (levels: number): string => (levels === 0 ? 'name' : `fields { type { ${cycle(levels - 1)} } }`);
    expect(cost(`{ __schema { types { ${cycle(3)} } } }`)).toBeGreaterThan(
      cost(`{ __schema { types { ${cycle(1)} } } }`) * 5,
    );
    expect(cost('{ __typename me { __typename } }')).toBeLessThan(10);
  });

  it.each([
    [
      'spread each other',
      (n: number) =>
        `fragment F${n} on Room { messages { edges { node { room { ...F${n + 1} } } } } members { edges { node { user { id } } } } }`,
    ],
    ['are spread twice', (n: number) => `fragment F${n} on Room { ...F${n + 1} ...F${n + 1} id }`],
  ])('is counted in no time where fragments %s', (_what, fragment) => {
    const chain = Array.from({ length: 45 }, (_, n) => fragment(n)).join(' ');
    expect(cost(`{ ${rooms('...F0')} } ${chain} fragment F45 on Room { id }`)).toBeGreaterThan(0);
  });
});

describe('the cost of an event', () => {
  it('is that of the dearest event, without what opens the subscription', () => {
    const opening = `... on RoomOpened { room { ${messages('last: 50')} } online(first: 500) { id } }`;
    const posted = '... on MessagePosted { message { id text author { id } } }';
    expect(eventCost(`subscription { roomEvents(room: "x") { ${opening} ${posted} } }`)).toBe(
      eventCost(`subscription { roomEvents(room: "x") { ${posted} } }`),
    );
    expect(cost(`subscription { roomEvents(room: "x") { ${opening} ${posted} } }`)).toBeGreaterThan(500);
  });

  it('counts what the event makes services do', () => {
    const dear = `subscription { roomEvents(room: "x") { ... on MessagePosted { message { room { ${messages('last: 100')} } } } } }`;
    expect(eventCost(dear)).toBeGreaterThan(300);
    expect(eventCost('{ me { id } }')).toBe(0);
  });

  it('counts all rooms that the lobby begins with', () => {
    expect(cost('subscription { roomListEvents { ... on RoomListed { room { id name } } } }')).toBeGreaterThan(200);
  });

  it('grows with a list that is longer than its field declares', () => {
    const costs = new Map([['JoinedRoomsOpened', 1_000]]);
    const opened = (length: number) => new JoinedRoomsOpened(0, Array.from({ length }));
    expect(costOfEvent(costs, opened(3))).toBe(1_000);
    expect(costOfEvent(costs, opened(MOST_OPENED))).toBe(5_000);
    expect(costOfEvent(costs, { id: 'nothing that is told of' })).toBe(0);
  });
});
