import { generateKeyPairSync } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import type { SigningKeyCreated } from '../../services/auth/domain/signing-keys.ts';
import type { SessionOpened, UserRegistered } from '../../services/auth/domain/user-events.ts';
import type { MessagePosted } from '../../services/messages/domain/timeline-events.ts';
import type { MemberJoined, RoomCreated } from '../../services/rooms/domain/room/events.ts';
import { type LogWriter, openLogWriter } from './log-writer.ts';
import { createTokens, type WorldUser } from './tokens.ts';

export interface RoomOfWorld {
  name: string;
  /** Users by their numbers; the first one owns the room. */
  members: { from: number; count: number };
  /** Written by the members in turn. */
  messages?: number;
  /** The time up to now over which they are spread evenly, in milliseconds; a year by default. */
  overMs?: number;
}

export interface WorldSpec {
  /** Named `user-0`, `user-1` …; `user-0` administers the server. None has a password that works. */
  users: number;
  rooms: readonly RoomOfWorld[];
}

/** A data folder that looks as if people had used it for a while. */
export interface World {
  dataDir: string;
  /** Access tokens of the users from this number on, good for a day. */
  tokens(from: number, count: number): string[];
  remove(): Promise<void>;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
const YEAR_MS = 365 * DAY_MS;
const TEXT = 'the quick brown fox jumps over the lazy dog and runs on '.repeat(2);

/** Writes the world into an empty folder. A million messages take some 40 seconds. */
export async function writeWorld(dataDir: string, { users: count, rooms }: WorldSpec): Promise<void> {
  const users = Array.from({ length: count }, (_, i) => userOf(i));
  await writing(dataDir, 'auth', (writer) => writeUsers(writer, users));
  const roomIds = rooms.map(() => randomIds.next());
  await writing(dataDir, 'rooms', async (writer) => {
    for (const [i, room] of rooms.entries()) await writeRoom(writer, roomIds[i] as string, room);
  });
  await writing(dataDir, 'messages', async (writer) => {
    for (const [i, room] of rooms.entries()) await writeMessages(writer, roomIds[i] as string, room);
  });
}

/** The world in a folder that `writeWorld` has filled. */
export async function openWorld(dataDir: string): Promise<World> {
  const sign = await createTokens(dataDir);
  return {
    dataDir,
    tokens: (from, count) => Array.from({ length: count }, (_, i) => sign(userOf(from + i))),
    remove: () => rm(dataDir, { recursive: true, force: true }),
  };
}

async function writing(
  dataDir: string,
  service: 'auth' | 'rooms' | 'messages',
  write: (writer: LogWriter) => Promise<void>,
): Promise<void> {
  const writer = await openLogWriter(dataDir, service);
  await write(writer);
  await writer.close();
}

/** Ids follow from the number, so that nothing has to be kept beside the data. */
function userOf(index: number): WorldUser {
  const number = String(index).padStart(8, '0');
  return { id: `benchuser000${number}`, sessionId: `benchsession${number}`, name: `user-${index}`, isAdmin: index === 0 };
}

async function writeUsers(writer: LogWriter, users: readonly WorldUser[]): Promise<void> {
  const atMs = Date.now();
  const { privateKey, publicKey } = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const key: SigningKeyCreated = {
    type: 'SigningKeyCreated',
    data: { keyId: randomIds.next(), publicKey, privateKey, previousUntilMs: atMs },
  };
  await writer.write({
    ...{ command: 'RotateKeys', actor: 'system', result: true, atMs },
    events: [{ stream: 'keys-signing', event: key }],
  });
  for (const { id: userId, sessionId, name: username, isAdmin } of users) {
    const role = isAdmin ? 'ADMIN' : 'MEMBER';
    const registered: UserRegistered = {
      type: 'UserRegistered',
      data: { userId, username, folded: username, displayName: username, role, passwordHash: 'none' },
    };
    const opened: SessionOpened = {
      type: 'SessionOpened',
      data: { sessionId, familyHash: 'none', tokenHash: 'none', expiresAtMs: atMs + YEAR_MS, device: null },
    };
    const appointed = { stream: 'server-admin', event: { type: 'AdministratorAppointed', data: { userId } } };
    await writer.write({
      ...{ command: 'Register', actor: userId, atMs },
      result: { id: userId, username, displayName: username, role, createdAtMs: atMs },
      events: [
        { stream: `username-${username}`, event: { type: 'UsernameClaimed', data: { userId, folded: username } } },
        ...(isAdmin ? [appointed] : []),
        { stream: `user-${userId}`, event: registered },
        { stream: `user-${userId}`, event: opened },
      ],
    });
  }
}

async function writeRoom(writer: LogWriter, roomId: string, { name, members }: RoomOfWorld): Promise<void> {
  const atMs = Date.now();
  const stream = `room-${roomId}`;
  const { id: ownerId, name: ownerName } = userOf(members.from);
  const created: RoomCreated = {
    type: 'RoomCreated',
    data: { name, topic: null, visibility: 'public', posting: 'members', ownerId, ownerName },
  };
  await writer.write({
    ...{ command: 'CreateRoom', actor: ownerId, result: { roomId }, atMs },
    events: [
      { stream: `roomname-${name}`, event: { type: 'RoomNameClaimed', data: { roomId } } },
      { stream, event: created },
    ],
  });
  for (let i = 1; i < members.count; i += 1) {
    const { id: userId, name: username } = userOf(members.from + i);
    const event: MemberJoined = { type: 'MemberJoined', data: { userId, username, role: 'member' } };
    await writer.write({ command: 'JoinRoom', actor: userId, result: { roomId }, atMs, events: [{ stream, event }] });
  }
}

async function writeMessages(writer: LogWriter, roomId: string, room: RoomOfWorld): Promise<void> {
  const { name, members, messages = 0, overMs = YEAR_MS } = room;
  const stream = `timeline-${roomId}`;
  const began = Date.now() - overMs;
  for (let seq = 1; seq <= messages; seq += 1) {
    const { id: authorId } = userOf(members.from + (seq % members.count));
    const event: MessagePosted = { type: 'MessagePosted', data: { roomName: name, authorId, text: `${seq}: ${TEXT}` } };
    await writer.write({
      ...{ command: 'PostMessage', actor: authorId, result: { timelineId: roomId, seq } },
      atMs: began + Math.floor((seq * overMs) / messages),
      events: [{ stream, event }],
    });
  }
}
