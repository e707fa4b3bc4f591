import { type GraphqlClient, graphqlClient } from './graphql-client.ts';
import { login, PASSWORD, register } from './person.ts';
import type { Cast, Role, RoomScene } from './room-scene.ts';

/** What an operation of the matrix is given: who calls, and on what. */
export interface Attempt extends RoomScene {
  url: string;
  cast: Cast;
  role: Role;
  caller: GraphqlClient;
}

export type Operation = (attempt: Attempt) => Promise<unknown>;

const ROOM = '{ room { id } }';
const MESSAGE = '{ message { id } }';

function mutation(verb: string, type: string, selection: string, input: (attempt: Attempt) => object): Operation {
  return (attempt) =>
    attempt.caller.request(`mutation ($input: ${type}!) { ${verb}(input: $input) ${selection} }`, {
      input: input(attempt),
    });
}

const query =
  (document: string, variables: (attempt: Attempt) => object = () => ({})): Operation =>
  (attempt) =>
    attempt.caller.request(document, variables(attempt));

/** One that the operation may close. */
function anotherSocket({ url, caller: { token } }: Attempt): GraphqlClient {
  return graphqlClient(token === undefined ? { url } : { url, token });
}

/** Succeeds with the first event. */
const subscription =
  (document: string, variables: (attempt: Attempt) => object = () => ({})): Operation =>
  async (attempt) => {
    const tab = anotherSocket(attempt);
    const { events, stop } = tab.subscribe(document, variables(attempt));
    try {
      const first = await events.next();
      if (first === undefined) throw new Error('completed without an event');
    } finally {
      stop();
      await tab.close();
    }
  };

const onRoom = (verb: string, extra: object = {}) =>
  mutation(verb, 'RoomInput', ROOM, ({ room }) => ({ room, ...extra }));
const onUser = (verb: string, username: string) =>
  mutation(verb, 'RoomUserInput', ROOM, ({ room }) => ({ room, username }));
const onMessage = (verb: string, type: string, extra: object = {}) =>
  mutation(verb, type, MESSAGE, ({ messageId }) => ({ id: messageId, ...extra }));

/** By the owner of the room. */
async function linkInto({ cast, room }: Attempt): Promise<{ id: string; url: string }> {
  const { createInvitationLink } = await cast.callers.owner.request<{
    createInvitationLink: { id: string; url: string };
  }>('mutation ($room: String) { createInvitationLink(input: { room: $room }) { id url } }', { room });
  return createInvitationLink;
}

const onPeople = (field: string) =>
  query(
    `query ($room: String!) { room(name: $room) { ${field} { edges { node { user { username } } } } } }`,
    ({ room }) => ({ room }),
  );

let fresh = 0;
const freshName = () => {
  fresh += 1;
  return `new-${fresh}`;
};
const inRoom = ({ room }: Attempt) => ({ room });

/** A session of its own, so that ending it does not end the caller's; none for nobody. */
async function ownSession({ url, cast, role }: Attempt) {
  return role === 'nobody' ? undefined : login(url, cast.people[role].username);
}

/** An account of its own, so that changing it changes none of the cast; none for nobody. */
async function somebodyNew({ url, role, caller }: Attempt): Promise<GraphqlClient> {
  return role === 'nobody' ? caller : register(url, freshName());
}

/** On an account that was made for it. */
function onSomebody(verb: string, type: string, extra: object = {}, selection = '{ user { id } }'): Operation {
  return async ({ url, caller }) => {
    const { username } = await register(url, freshName());
    const document = `mutation ($input: ${type}!) { ${verb}(input: $input) ${selection} }`;
    await caller.request(document, { input: { username, ...extra } });
  };
}

async function currentSession(caller: GraphqlClient): Promise<string> {
  const { sessions } = await caller.request<{ sessions: { id: string; current: boolean }[] }>(
    '{ sessions { id current } }',
  );
  return sessions.find(({ current }) => current)?.id ?? '';
}

async function revokeSession(caller: GraphqlClient, id: string): Promise<void> {
  await caller.request('mutation ($input: SessionInput!) { revokeSession(input: $input) }', { input: { id } });
}

/** Every operation of the API, by its field; several where it has several kinds of target. */
export const OPERATIONS: Record<string, Operation> = {
  me: query('{ me { id } }'),
  room: query('query ($room: String!) { room(name: $room) { id name topic memberCount onlineCount } }', inRoom),
  'room.messages': query(
    'query ($room: String!) { room(name: $room) { messages(last: 5) { edges { node { text } } } } }',
    inRoom,
  ),
  'room.members': onPeople('members(first: 5)'),
  'room.bans': onPeople('bans(first: 5)'),
  'room.invitations': onPeople('invitations(first: 5)'),
  rooms: query('{ rooms(first: 5) { edges { node { id } } } }'),
  allRooms: query('{ allRooms(first: 5) { edges { node { id } } } }'),
  user: query('{ user(username: "author") { id online } }'),
  users: query('{ users(first: 5) { edges { node { id } } } }'),
  conversations: query('{ conversations(first: 5) { edges { node { id } } } }'),
  conversation: query('{ conversation(with: "author") { id } }'),

  register: ({ caller }) =>
    caller.request('mutation ($input: RegisterInput!) { register(input: $input) { user { id } } }', {
      input: { username: freshName(), password: 'a long enough password' },
    }),
  server: query('{ server { name registration signInMethods { id } } }'),
  login: ({ caller }) =>
    caller.request('mutation ($input: LoginInput!) { login(input: $input) { user { id } } }', {
      input: { username: 'author', password: 'correct horse battery staple' },
    }),
  resetPassword: async ({ url, cast, caller }) => {
    const { username } = await register(url, freshName());
    const { createPasswordReset } = await cast.callers.administrator.request<{ createPasswordReset: { url: string } }>(
      'mutation ($input: UserInput!) { createPasswordReset(input: $input) { url } }',
      { input: { username } },
    );
    const input = { token: createPasswordReset.url.split('/').at(-1), password: 'another long password' };
    await caller.request('mutation ($input: ResetPasswordInput!) { resetPassword(input: $input) { expiresIn } }', {
      input,
    });
  },
  refreshSession: async (attempt) => {
    const session = await ownSession(attempt);
    await attempt.caller.request('mutation ($token: String) { refreshSession(refreshToken: $token) { expiresIn } }', {
      token: session?.refreshToken ?? 'no-such-token',
    });
  },
  logout: async (attempt) => ((await ownSession(attempt)) ?? attempt.caller).request('mutation { logout }'),

  'users: banned ones': query('{ users(first: 5, banned: true) { edges { node { id ban { reason } } } } }'),
  setServerRole: onSomebody('setServerRole', 'SetServerRoleInput', { role: 'ADMIN' }),
  banUser: onSomebody('banUser', 'BanUserInput', { reason: 'spam' }),
  unbanUser: onSomebody('unbanUser', 'UserInput'),
  updateUser: onSomebody('updateUser', 'UpdateUserInput', { displayName: 'Somebody' }),
  deleteUser: onSomebody('deleteUser', 'UserInput', {}, ''),

  createPasswordReset: onSomebody('createPasswordReset', 'UserInput', {}, '{ expiresAt }'),

  invite: async ({ cast, caller }) => {
    const { createInvitationLink } = await cast.callers.administrator.request<{
      createInvitationLink: { url: string };
    }>('mutation { createInvitationLink(input: {}) { url } }');
    await caller.request('query ($token: String!) { invite(token: $token) { invitedBy } }', {
      token: createInvitationLink.url.split('/').at(-1),
    });
  },
  createInvitationLink: query('mutation { createInvitationLink(input: {}) { expiresAt } }'),
  revokeInvitationLink: async ({ cast, caller }) => {
    const { createInvitationLink } = await cast.callers.administrator.request<{ createInvitationLink: { id: string } }>(
      'mutation { createInvitationLink(input: {}) { id } }',
    );
    await caller.request('mutation ($input: IdInput!) { revokeInvitationLink(input: $input) }', {
      input: createInvitationLink,
    });
  },

  eventStreams: query('{ eventStreams(first: 5) { edges { node { name service head } } } }'),
  eventStream: query('{ eventStream(name: "server-admin") { head events(first: 1) { data } stateAt(seq: 1) } }'),
  serviceHealth: query('{ serviceHealth { service ready } }'),

  sessions: query('{ sessions { id device current } }'),
  changePassword: async (attempt) => {
    const input = { currentPassword: PASSWORD, newPassword: 'another long password' };
    await (await somebodyNew(attempt)).request(
      'mutation ($input: ChangePasswordInput!) { changePassword(input: $input) }',
      { input },
    );
  },
  updateProfile: mutation('updateProfile', 'UpdateProfileInput', '{ user { displayName } }', ({ role }) => ({
    displayName: role,
  })),
  blockUser: onSomebody('blockUser', 'UserInput', {}, ''),
  unblockUser: onSomebody('unblockUser', 'UserInput', {}, ''),
  'revokeSession: own': async (attempt) => {
    const caller = (await ownSession(attempt)) ?? attempt.caller;
    await revokeSession(caller, await currentSession(caller));
  },
  "revokeSession: another's": async ({ caller, cast }) => revokeSession(caller, await currentSession(cast.outsider)),

  renewConnection: async (attempt) => {
    const tab = anotherSocket(attempt);
    const input = { accessToken: attempt.caller.token ?? 'none' };
    const document = 'mutation ($input: RenewConnectionInput!) { renewConnection(input: $input) { expiresAt } }';
    try {
      await tab.subscribe(document, { input }).events.next();
    } finally {
      await tab.close();
    }
  },

  createRoom: mutation('createRoom', 'CreateRoomInput', ROOM, () => ({ name: freshName() })),
  updateRoom: mutation('updateRoom', 'UpdateRoomInput', ROOM, ({ room }) => ({ room, topic: 'new' })),
  'createInvitationLink: room': mutation(
    'createInvitationLink',
    'CreateInvitationLinkInput',
    '{ expiresAt }',
    ({ room }) => ({ room }),
  ),
  'revokeInvitationLink: room': async (attempt) => {
    const { id } = await linkInto(attempt);
    await attempt.caller.request('mutation ($input: IdInput!) { revokeInvitationLink(input: $input) }', {
      input: { id },
    });
  },
  joinByInvitation: async (attempt) => {
    const token = (await linkInto(attempt)).url.split('/').at(-1);
    const document = 'mutation ($input: JoinByInvitationInput!) { joinByInvitation(input: $input) { room { id } } }';
    await attempt.caller.request(document, { input: { token } });
  },
  'room.invitationLinks': query(
    'query ($room: String!) { room(name: $room) { invitationLinks { id } } }',
    ({ room }) => ({
      room,
    }),
  ),
  archiveRoom: onRoom('archiveRoom'),
  restoreRoom: onRoom('restoreRoom'),
  deleteRoom: mutation('deleteRoom', 'RoomInput', '', inRoom),
  joinRoom: onRoom('joinRoom'),
  leaveRoom: onRoom('leaveRoom'),
  declineInvitation: mutation('declineInvitation', 'RoomInput', '', inRoom),
  inviteToRoom: onUser('inviteToRoom', 'outsider'),
  'kickFromRoom: a member': onUser('kickFromRoom', 'author'),
  'kickFromRoom: the owner': onUser('kickFromRoom', 'owner'),
  'banFromRoom: a member': onUser('banFromRoom', 'author'),
  'banFromRoom: the owner': onUser('banFromRoom', 'owner'),
  unbanFromRoom: onUser('unbanFromRoom', 'banned'),
  setRoomRole: mutation('setRoomRole', 'SetRoomRoleInput', ROOM, ({ room }) => ({
    room,
    username: 'author',
    role: 'MODERATOR',
  })),

  postMessage: mutation('postMessage', 'PostMessageInput', MESSAGE, ({ room }) => ({ room, text: 'hello' })),
  'postMessage: announcements': async (attempt) => {
    const input = { room: attempt.room, posting: 'MODERATORS' };
    await attempt.cast.people.owner.request(
      `mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) ${ROOM} }`,
      { input },
    );
    await OPERATIONS['postMessage']?.(attempt);
  },
  sendDirectMessage: mutation('sendDirectMessage', 'SendDirectMessageInput', MESSAGE, () => ({
    to: 'author',
    text: 'psst',
  })),
  searchMessages: query('{ searchMessages(text: "first", first: 5) { edges { node { id } } } }'),
  'searchMessages: in a room': query(
    'query ($room: String!) { searchMessages(text: "first", room: $room) { edges { node { id } } } }',
    inRoom,
  ),
  mentions: query('{ mentions(first: 5) { edges { node { id } } } }'),
  allMessages: query('{ allMessages(first: 5) { edges { node { id } } } }'),
  "editMessage: another's": onMessage('editMessage', 'EditMessageInput', { text: 'changed' }),
  "deleteMessage: another's": onMessage('deleteMessage', 'MessageInput'),
  addReaction: onMessage('addReaction', 'ReactionInput', { emoji: '👍' }),
  removeReaction: onMessage('removeReaction', 'ReactionInput', { emoji: '👍' }),
  'markRead: room': mutation('markRead', 'MarkReadInput', '{ lastReadSeq }', ({ room }) => ({ room, seq: 1 })),
  'markRead: conversation': mutation('markRead', 'MarkReadInput', '{ lastReadSeq }', () => ({
    conversation: 'author',
    seq: 1,
  })),
  'markUnread: room': mutation('markUnread', 'MarkUnreadInput', '{ lastReadSeq }', ({ room }) => ({ room, seq: 1 })),
  'markUnread: conversation': mutation('markUnread', 'MarkUnreadInput', '{ lastReadSeq }', () => ({
    conversation: 'author',
    seq: 1,
  })),
  'setTyping: room': mutation('setTyping', 'SetTypingInput', '', ({ room }) => ({ room, typing: true })),
  'setTyping: conversation': mutation('setTyping', 'SetTypingInput', '', () => ({
    conversation: 'author',
    typing: true,
  })),

  roomEvents: subscription('subscription ($room: String!) { roomEvents(room: $room) { cursor } }', inRoom),
  inboxEvents: subscription('subscription { inboxEvents { cursor } }'),
  joinedRoomEvents: subscription('subscription { joinedRoomEvents { at } }'),
  roomListEvents: async (attempt) => {
    const tab = anotherSocket(attempt);
    const { events, stop } = tab.subscribe('subscription { roomListEvents { at } }');
    const first = events.next(5_000);
    first.catch(() => undefined);
    if (attempt.role !== 'nobody') await OPERATIONS['createRoom']?.(attempt);
    try {
      await first;
    } finally {
      stop();
      await tab.close();
    }
  },
};
