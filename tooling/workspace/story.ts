import type { Chance } from './chance.ts';
import { ADMINISTRATOR, PEOPLE, VIEWER } from './people.ts';
import { type RoomPlan, SHOWCASE } from './rooms.ts';
import { HARD_TO_SHOW, sentence } from './words.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
/** How far back a workspace goes. */
export const DAYS = 13;
/** What is unread was written within the last hours. */
const RECENT_MS = 20 * HOUR_MS;
/** Shares of all messages. */
const ANSWERS = 0.1;
const REACTED = 0.14;
const EDITED = 0.03;
const DELETED = 0.015;
/** People who are not there at the end: each was seen last at some other time. */
const GONE = 24;
const EMOJI = ['👍', '❤️', '😂', '🎉', '👀', '🙏', '🚀', '☕', '💯', '🇺🇦'];

/** A message and what becomes of it. */
export interface PostPlan {
  room: string;
  atMs: number;
  author: string;
  text: string;
  /** How many messages before this one in the room the answered one stands; undefined where none is answered. */
  answers: number | undefined;
  reactions: { username: string; emoji: string }[];
  editedTo: string | undefined;
  deleted: boolean;
}

/** What a workspace is to hold, before any of it is there. */
export interface Story {
  startMs: number;
  /** Members by room, its owner first. */
  members: Map<string, string[]>;
  /** In the order of time. */
  posts: PostPlan[];
  /** When somebody was seen last. */
  leaves: { username: string; atMs: number }[];
}

/** Makes up who is where and says what, from `DAYS` ago until `endMs`. */
export function makeStory(rooms: readonly RoomPlan[], { chance, endMs }: { chance: Chance; endMs: number }): Story {
  const startMs = endMs - DAYS * DAY_MS;
  const leaves = chance
    .some(
      PEOPLE.map(({ username }) => username).filter((name) => name !== VIEWER && name !== ADMINISTRATOR),
      GONE,
    )
    .map((username) => ({ username, atMs: endMs - chance.whole(RECENT_MS, 6 * DAY_MS) }));
  const goneAt = new Map(leaves.map(({ username, atMs }) => [username, atMs]));
  const members = new Map(rooms.map((room) => [room.name, membersOf(room, chance)]));
  const posts = rooms.flatMap((room) => {
    const times =
      room.name === SHOWCASE
        ? HARD_TO_SHOW.map((_, n) => endMs - (30 - n) * HOUR_MS)
        : timesOf(room, { startMs, endMs, chance });
    return times.map((atMs, n) =>
      postOf(room, {
        atMs,
        chance,
        isUnread: isUnread(room, n, times.length),
        hard: room.name === SHOWCASE ? HARD_TO_SHOW[n] : undefined,
        who: (members.get(room.name) ?? []).filter((name) => (goneAt.get(name) ?? endMs) >= atMs),
      }),
    );
  });
  return {
    startMs,
    members,
    posts: posts.toSorted((a, b) => a.atMs - b.atMs),
    leaves: leaves.toSorted((a, b) => a.atMs - b.atMs),
  };
}

/** The owner first. The administrator is everywhere where nobody else would be. */
function membersOf({ viewer, members }: RoomPlan, chance: Chance): string[] {
  const others = PEOPLE.map(({ username }) => username).filter((name) => name !== VIEWER && name !== ADMINISTRATOR);
  const chosen = [ADMINISTRATOR, ...chance.some(others, Math.max(2, Math.round(members * others.length)))];
  if (viewer === 'owner') return [VIEWER, ...chosen];
  return viewer === 'member' ? [...chosen, VIEWER] : chosen;
}

function timesOf(
  { messages, unread }: RoomPlan,
  { startMs, endMs, chance }: { startMs: number; endMs: number; chance: Chance },
): number[] {
  const recent = unread === 'all' ? Math.ceil(messages / 2) : Math.max(unread, Math.ceil(messages * 0.12));
  return Array.from({ length: messages }, (_, n) =>
    n < recent
      ? endMs - chance.whole(60_000, RECENT_MS)
      : inOfficeHours(chance.whole(startMs, endMs - RECENT_MS), chance),
  ).toSorted((a, b) => a - b);
}

/** Most people write by day. */
function inOfficeHours(atMs: number, chance: Chance): number {
  const midnight = atMs - (atMs % DAY_MS);
  return midnight + chance.whole(7 * HOUR_MS, 19 * HOUR_MS);
}

function isUnread({ unread }: RoomPlan, index: number, count: number): boolean {
  return unread === 'all' || index >= count - unread;
}

interface PostOptions {
  atMs: number;
  chance: Chance;
  isUnread: boolean;
  hard: string | undefined;
  who: readonly string[];
}

function postOf(room: RoomPlan, { atMs, chance, isUnread: unread, hard, who }: PostOptions): PostPlan {
  const writers = room.posting === 'MODERATORS' ? who.slice(0, 1) : who;
  const author = chance.one(writers.filter((name) => !unread || name !== VIEWER));
  const text = hard ?? sentence(chance);
  const mention =
    hard === undefined && chance.happens(unread ? 0.06 : 0.04) ? `@${unread ? VIEWER : chance.one(who)} ` : '';
  const reactions = chance.happens(REACTED)
    ? chance.some(who, chance.whole(1, 6)).map((username) => ({ username, emoji: chance.one(EMOJI) }))
    : [];
  return {
    ...{ room: room.name, atMs, author, reactions },
    text: mention + text,
    answers: chance.happens(ANSWERS) ? chance.whole(1, 8) : undefined,
    editedTo: hard === undefined && chance.happens(EDITED) ? `${text} ✅` : undefined,
    deleted: hard === undefined && !unread && chance.happens(DELETED),
  };
}
