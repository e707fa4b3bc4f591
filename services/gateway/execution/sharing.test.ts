import { Kind, type OperationDefinitionNode, parse, validate } from 'graphql';
import { gatewaySchema } from '../schema/build.ts';
import { analyseSharing } from './sharing.ts';

function sharing(query: string) {
  const document = parse(query);
  expect(validate(gatewaySchema(), document)).toEqual([]);
  const operation = document.definitions.find(({ kind }) => kind === Kind.OPERATION_DEFINITION);
  return analyseSharing(gatewaySchema(), document, operation as OperationDefinitionNode);
}
const room = (selections: string, fragments = '') =>
  sharing(`subscription ($after: Cursor) { roomEvents(room: "a", after: $after) { ${selections} } } ${fragments}`);
const shared = (event: string, selections: string, fragments?: string) =>
  room(`... on ${event} { ${selections} }`, fragments).sharedEvents.has(event);

describe('analyseSharing', () => {
  it('shares what looks the same to everybody who may read the room', () => {
    const { sharedEvents, startVariables } = room(
      `__typename cursor ... on MessagePosted { message { id seq text sentAt author { username displayName } room { id name }
        replyTo { text } reactions { emoji count users { username } } } } ... on MemberLeft { by { username } }`,
    );
    expect([...sharedEvents]).toEqual(expect.arrayContaining(['MessagePosted', 'MemberLeft', 'UserOnline']));
    expect([...startVariables]).toEqual(['after']);
  });

  it.each([
    ['RoomUpdated', 'room { membership { role } }'],
    ['RoomUpdated', 'room { bans { edges { node { reason } } } }'],
    ['RoomUpdated', 'room { invitations { edges { node { at } } } }'],
    ['MessagePosted', 'message { reactions { viewerReacted } }'],
    ['MessagePosted', 'message { author { ban { reason } } }'],
    ['MessagePosted', 'message { replyTo { room { messages { edges { node { delivery } } } } } }'],
  ])('does not share what %s shows of or to its viewer: %s', (event, selections) => {
    expect(shared(event, selections)).toBe(false);
  });

  it('follows fragments, on interfaces too', () => {
    const fragments = 'fragment A on Message { ...B } fragment B on Message { reactions { ...C } }';
    expect(shared('MessagePosted', 'message { ...A }', `${fragments} fragment C on Reaction { count }`)).toBe(true);
    expect(shared('MessagePosted', 'message { ...A }', `${fragments} fragment C on Reaction { viewerReacted }`)).toBe(
      false,
    );
    const both = '... on RoomEvent { ... on RoomUpdated { room { ...R } } } ... on RoomUpdated { room { ...R } }';
    expect(room(both, 'fragment R on Room { membership { role } }').sharedEvents.has('RoomUpdated')).toBe(false);
  });

  it('decides for each event by itself', () => {
    const { sharedEvents } = room(
      '... on RoomUpdated { room { membership { role } } } ... on MessagePosted { message { text } }',
    );
    expect([sharedEvents.has('RoomUpdated'), sharedEvents.has('MessagePosted')]).toEqual([false, true]);
  });

  it('shares less where those who listen may not all read the rooms that they are told of', () => {
    const lobby = (selections: string) =>
      sharing(`subscription { roomListEvents { ... on RoomListed { room { ${selections} } } } }`).sharedEvents.has(
        'RoomListed',
      );
    expect(lobby('id name topic onlineCount memberCount')).toBe(true);
    expect(lobby('online { username }')).toBe(false);
    expect(lobby('members { edges { cursor } }')).toBe(false);
    expect(lobby('messages { edges { cursor } }')).toBe(false);
    expect(shared('RoomUpdated', 'room { online { username } members { edges { cursor } } }')).toBe(true);
  });

  it('shares nothing between those of whom each is told something else', () => {
    expect(sharing('subscription { joinedRoomEvents { at } }').sharedEvents.size).toBe(0);
    expect(sharing('subscription { inboxEvents { cursor } }').sharedEvents.size).toBe(0);
  });

  it('takes a variable for a start only where it says nothing else', () => {
    const used = sharing(
      'subscription ($c: Cursor, $s: String) { roomEvents(room: "a", after: $c) { ... on RoomUpdated { room { messages(after: $s) { edges { cursor } } } } } }',
    );
    expect([...used.startVariables]).toEqual(['c']);
  });
});
