import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSchema, isObjectType } from 'graphql';
import { type App, startApp } from './app.ts';
import { RequestFailed } from './graphql-client.ts';
import { type Attempt, OPERATIONS } from './operations.ts';
import { assembleCast, type Cast, ROLES, type RoomScene, setRoom } from './room-scene.ts';

/**
 * Who may do what: a row for each operation, a column for each role. `ok`; `unauth` UNAUTHENTICATED; `forbid` FORBIDDEN; `hidden`
 * NOT_FOUND, as if there were no such room; `input` BAD_USER_INPUT (not to oneself). The administrator is a member of neither room.
 */
const IN_A_PUBLIC_ROOM = `
  operation                   | nobody stranger member banned moderator owner  administrator
  me                          | ok     ok       ok     ok     ok        ok     ok
  room                        | unauth ok       ok     ok     ok        ok     ok
  room.messages               | unauth ok       ok     forbid ok        ok     ok
  room.members                | unauth ok       ok     forbid ok        ok     ok
  room.bans                   | unauth forbid   forbid forbid ok        ok     ok
  room.invitations            | unauth forbid   forbid forbid ok        ok     ok
  rooms                       | unauth ok       ok     ok     ok        ok     ok
  allRooms                    | unauth forbid   forbid forbid forbid    forbid ok
  user                        | unauth ok       ok     ok     ok        ok     ok
  users                       | unauth ok       ok     ok     ok        ok     ok
  conversations               | unauth ok       ok     ok     ok        ok     ok
  conversation                | unauth ok       ok     ok     ok        ok     ok
  server                      | ok     ok       ok     ok     ok        ok     ok
  register                    | ok     ok       ok     ok     ok        ok     ok
  login                       | ok     ok       ok     ok     ok        ok     ok
  resetPassword               | ok     ok       ok     ok     ok        ok     ok
  refreshSession              | unauth ok       ok     ok     ok        ok     ok
  logout                      | ok     ok       ok     ok     ok        ok     ok
  users: banned ones          | unauth forbid   forbid forbid forbid    forbid ok
  setServerRole               | unauth forbid   forbid forbid forbid    forbid ok
  banUser                     | unauth forbid   forbid forbid forbid    forbid ok
  unbanUser                   | unauth forbid   forbid forbid forbid    forbid ok
  updateUser                  | unauth forbid   forbid forbid forbid    forbid ok
  deleteUser                  | unauth forbid   forbid forbid forbid    forbid ok
  createPasswordReset         | unauth forbid   forbid forbid forbid    forbid ok
  invite                      | ok     ok       ok     ok     ok        ok     ok
  createInvitationLink        | unauth forbid   forbid forbid forbid    forbid ok
  revokeInvitationLink        | unauth forbid   forbid forbid forbid    forbid ok
  eventStreams                | unauth forbid   forbid forbid forbid    forbid ok
  eventStream                 | unauth forbid   forbid forbid forbid    forbid ok
  serviceHealth               | unauth forbid   forbid forbid forbid    forbid ok
  sessions                    | unauth ok       ok     ok     ok        ok     ok
  changePassword              | unauth ok       ok     ok     ok        ok     ok
  updateProfile               | unauth ok       ok     ok     ok        ok     ok
  blockUser                   | unauth ok       ok     ok     ok        ok     ok
  unblockUser                 | unauth ok       ok     ok     ok        ok     ok
  revokeSession: own          | unauth ok       ok     ok     ok        ok     ok
  revokeSession: another's    | unauth hidden   hidden hidden hidden    hidden hidden
  renewConnection             | unauth ok       ok     ok     ok        ok     ok
  createRoom                  | unauth ok       ok     ok     ok        ok     ok
  updateRoom                  | unauth forbid   forbid forbid forbid    ok     ok
  createInvitationLink: room  | unauth forbid   forbid forbid ok        ok     ok
  revokeInvitationLink: room  | unauth forbid   forbid forbid ok        ok     ok
  joinByInvitation            | unauth ok       ok     forbid ok        ok     ok
  room.invitationLinks        | unauth forbid   forbid forbid ok        ok     ok
  archiveRoom                 | unauth forbid   forbid forbid forbid    ok     ok
  restoreRoom                 | unauth forbid   forbid forbid forbid    ok     ok
  deleteRoom                  | unauth forbid   forbid forbid forbid    ok     ok
  joinRoom                    | unauth ok       ok     forbid ok        ok     ok
  leaveRoom                   | unauth ok       ok     ok     ok        ok     ok
  declineInvitation           | unauth ok       ok     ok     ok        ok     ok
  inviteToRoom                | unauth forbid   ok     forbid ok        ok     ok
  kickFromRoom: a member      | unauth forbid   forbid forbid ok        ok     ok
  kickFromRoom: the owner     | unauth forbid   forbid forbid forbid    input  ok
  banFromRoom: a member       | unauth forbid   forbid forbid ok        ok     ok
  banFromRoom: the owner      | unauth forbid   forbid forbid forbid    input  ok
  unbanFromRoom               | unauth forbid   forbid forbid ok        ok     ok
  setRoomRole                 | unauth forbid   forbid forbid forbid    ok     ok
  postMessage                 | unauth forbid   ok     forbid ok        ok     forbid
  postMessage: announcements  | unauth forbid   forbid forbid ok        ok     forbid
  sendDirectMessage           | unauth ok       ok     ok     ok        ok     ok
  searchMessages              | unauth ok       ok     ok     ok        ok     ok
  searchMessages: in a room   | unauth ok       ok     forbid ok        ok     ok
  mentions                    | unauth ok       ok     ok     ok        ok     ok
  allMessages                 | unauth forbid   forbid forbid forbid    forbid ok
  editMessage: another's      | unauth forbid   forbid forbid forbid    forbid ok
  deleteMessage: another's    | unauth forbid   forbid forbid ok        ok     ok
  addReaction                 | unauth forbid   ok     forbid ok        ok     forbid
  removeReaction              | unauth forbid   ok     forbid ok        ok     forbid
  markRead: room              | unauth ok       ok     forbid ok        ok     ok
  markRead: conversation      | unauth ok       ok     ok     ok        ok     ok
  markUnread: room            | unauth ok       ok     forbid ok        ok     ok
  markUnread: conversation    | unauth ok       ok     ok     ok        ok     ok
  setTyping: room             | unauth forbid   ok     forbid ok        ok     forbid
  setTyping: conversation     | unauth ok       ok     ok     ok        ok     ok
  roomEvents                  | unauth ok       ok     forbid ok        ok     ok
  inboxEvents                 | unauth ok       ok     ok     ok        ok     ok
  joinedRoomEvents            | unauth ok       ok     ok     ok        ok     ok
  roomListEvents              | unauth ok       ok     ok     ok        ok     ok
`;

/** Only what differs from a public room. */
const IN_A_PRIVATE_ROOM = `
  operation                   | nobody stranger member banned moderator owner  administrator
  room                        | unauth hidden   ok     hidden ok        ok     ok
  room.messages               | unauth hidden   ok     hidden ok        ok     ok
  room.members                | unauth hidden   ok     hidden ok        ok     ok
  room.bans                   | unauth hidden   forbid hidden ok        ok     ok
  room.invitations            | unauth hidden   forbid hidden ok        ok     ok
  updateRoom                  | unauth hidden   forbid hidden forbid    ok     ok
  createInvitationLink: room  | unauth hidden   forbid hidden ok        ok     ok
  revokeInvitationLink: room  | unauth hidden   forbid hidden ok        ok     ok
  joinByInvitation            | unauth ok       ok     forbid ok        ok     ok
  room.invitationLinks        | unauth hidden   forbid hidden ok        ok     ok
  archiveRoom                 | unauth hidden   forbid hidden forbid    ok     ok
  restoreRoom                 | unauth hidden   forbid hidden forbid    ok     ok
  deleteRoom                  | unauth hidden   forbid hidden forbid    ok     ok
  joinRoom                    | unauth hidden   ok     hidden ok        ok     ok
  leaveRoom                   | unauth hidden   ok     hidden ok        ok     ok
  declineInvitation           | unauth hidden   ok     hidden ok        ok     ok
  inviteToRoom                | unauth hidden   forbid hidden ok        ok     ok
  kickFromRoom: a member      | unauth hidden   forbid hidden ok        ok     ok
  kickFromRoom: the owner     | unauth hidden   forbid hidden forbid    input  ok
  banFromRoom: a member       | unauth hidden   forbid hidden ok        ok     ok
  banFromRoom: the owner      | unauth hidden   forbid hidden forbid    input  ok
  unbanFromRoom               | unauth hidden   forbid hidden ok        ok     ok
  setRoomRole                 | unauth hidden   forbid hidden forbid    ok     ok
  postMessage                 | unauth hidden   ok     hidden ok        ok     forbid
  postMessage: announcements  | unauth hidden   forbid hidden ok        ok     forbid
  searchMessages: in a room   | unauth hidden   ok     hidden ok        ok     ok
  editMessage: another's      | unauth hidden   forbid hidden forbid    forbid ok
  deleteMessage: another's    | unauth hidden   forbid hidden ok        ok     ok
  addReaction                 | unauth hidden   ok     hidden ok        ok     forbid
  removeReaction              | unauth hidden   ok     hidden ok        ok     forbid
  markRead: room              | unauth hidden   ok     hidden ok        ok     ok
  markUnread: room            | unauth hidden   ok     hidden ok        ok     ok
  setTyping: room             | unauth hidden   ok     hidden ok        ok     forbid
  roomEvents                  | unauth hidden   ok     hidden ok        ok     ok
`;

const OUTCOMES: Record<string, string> = {
  UNAUTHENTICATED: 'unauth',
  FORBIDDEN: 'forbid',
  NOT_FOUND: 'hidden',
  BAD_USER_INPUT: 'input',
};

type Row = [operation: string, expected: string];

function rowsOf(table: string): Row[] {
  const [, ...rows] = table.trim().split('\n');
  return rows.map((row) => {
    const [operation = '', cells = ''] = row.split('|').map((part) => part.trim());
    return [operation, cells.replace(/\s+/g, ' ')];
  });
}

async function outcomeOf(attempt: Attempt, operation: string): Promise<string> {
  const run = OPERATIONS[operation];
  if (!run) throw new Error(`the matrix has no operation ${operation}`);
  try {
    await run(attempt);
    return 'ok';
  } catch (error) {
    if (!(error instanceof RequestFailed)) {
      // A socket without a valid token is closed with 4403 before it can subscribe.
      if ((error as { code?: unknown }).code === 4403) return 'unauth';
      throw error;
    }
    return OUTCOMES[error.code ?? ''] ?? error.message;
  }
}

describe('every operation, by who asks', () => {
  let app: App;
  let cast: Cast;

  beforeAll(async () => {
    app = await startApp();
    cast = await assembleCast(app.url);
  });
  afterAll(async () => {
    await Promise.all(Object.values(cast?.callers ?? {}).map((caller) => caller.close()));
    await app?.close();
  });

  /** Each cell has a room of its own: most operations change it. */
  async function outcomes(operation: string, visibility: 'PUBLIC' | 'PRIVATE'): Promise<string> {
    const cells = ROLES.map(async (role) => {
      const scene: RoomScene = await setRoom(cast, visibility);
      return outcomeOf({ ...scene, url: app.url, cast, role, caller: cast.callers[role] }, operation);
    });
    return (await Promise.all(cells)).join(' ');
  }

  it.each(rowsOf(IN_A_PUBLIC_ROOM))('%s: %s', async (operation, expected) => {
    expect(await outcomes(operation, 'PUBLIC')).toBe(expected);
  });

  it.each(rowsOf(IN_A_PRIVATE_ROOM))('in a private room, %s: %s', async (operation, expected) => {
    expect(await outcomes(operation, 'PRIVATE')).toBe(expected);
  });

  it('has a row for every field of the schema', () => {
    const schema = buildSchema(readFileSync(join(import.meta.dirname, '../../gateway/schema.graphql'), 'utf8'));
    const fields = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()].flatMap((type) =>
      isObjectType(type) ? Object.keys(type.getFields()) : [],
    );
    const covered = new Set(rowsOf(IN_A_PUBLIC_ROOM).map(([operation]) => operation.split(':')[0]));
    expect(fields.filter((field) => !covered.has(field))).toEqual([]);
  });
});
