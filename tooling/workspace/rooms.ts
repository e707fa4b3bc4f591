export interface RoomPlan {
  name: string;
  topic?: string;
  visibility?: 'PUBLIC' | 'PRIVATE';
  posting?: 'MEMBERS' | 'MODERATORS';
  /** Messages that chance puts into it. */
  messages: number;
  /** Of these, the newest that the viewer has not read; all where the viewer never read anything. */
  unread: number | 'all';
  /** What the viewer is to it. */
  viewer: 'owner' | 'member' | 'invited' | 'outside';
  /** Share of the others who are members. */
  members: number;
}

const room = (name: string, plan: Partial<RoomPlan> = {}): RoomPlan => ({
  name,
  messages: 24,
  unread: 0,
  viewer: 'member',
  members: 0.25,
  ...plan,
});

/** Where one finds what is hard to show: code, links, long words, quotes, tables, scripts. */
export const SHOWCASE = 'typography';
/** The one that holds two thousand messages. */
export const LONG_ROOM = 'engineering';

/** The thirty-six that every workspace has. */
const ROOMS: readonly RoomPlan[] = [
  room('general', { topic: 'What concerns everybody', messages: 260, unread: 12, members: 1 }),
  room(LONG_ROOM, { topic: 'Builds, bugs and the long road to 2.0', messages: 2_000, unread: 120, members: 0.6 }),
  room('announcements', { topic: 'Read this', posting: 'MODERATORS', messages: 14, unread: 2, members: 1 }),
  room(SHOWCASE, { topic: 'Everything that is hard to show', messages: 4, unread: 0, viewer: 'owner', members: 0.5 }),
  room('design', { topic: 'Pixels, words and arguments about both', messages: 90, unread: 7, members: 0.4 }),
  room('random', { messages: 80, unread: 33, members: 0.7 }),
  room('кухня', { topic: 'Кто забыл помыть кофеварку?', messages: 40, unread: 5 }),
  room('読書会', { topic: '今月の本：『こころ』', messages: 30, unread: 3 }),
  room('release-2026-planning-and-everything-that-belongs-to-it', {
    topic:
      'A name as long as names get, and a topic that goes on as well, so that one sees where it is cut and whether it can be read in full',
    messages: 36,
    unread: 9,
  }),
  room('board', { visibility: 'PRIVATE', messages: 20, unread: 4, members: 0.1, viewer: 'owner' }),
  room('salaries', { visibility: 'PRIVATE', messages: 8, members: 0.05 }),
  room('offsite-surprise', { visibility: 'PRIVATE', messages: 18, unread: 'all', members: 0.3 }),
  room('support', { topic: 'Customers first', messages: 120, unread: 'all', members: 0.4 }),
  room('sales', { messages: 50, unread: 1 }),
  room('marketing', { messages: 44, unread: 2 }),
  room('hiring', { visibility: 'PRIVATE', messages: 25, viewer: 'invited', members: 0.15 }),
  room('book-club', { messages: 22, viewer: 'invited' }),
  room('music', { topic: 'What are you listening to?', messages: 60, viewer: 'invited', members: 0.4 }),
  room('infra', { messages: 70, unread: 6 }),
  room('on-call', { topic: 'Who has the pager', messages: 40, unread: 3 }),
  room('incidents', { messages: 30, unread: 0 }),
  room('security', { visibility: 'PRIVATE', messages: 26, unread: 2, members: 0.15 }),
  room('frontend', { messages: 48, unread: 4 }),
  room('backend', { messages: 52, unread: 0 }),
  room('mobile', { messages: 34, unread: 0 }),
  room('data', { messages: 28, unread: 1 }),
  room('research', { messages: 18, unread: 0 }),
  room('docs', { messages: 20, unread: 0 }),
  room('empty-for-now', { topic: 'Nobody has said anything yet', messages: 0, viewer: 'owner', members: 0.1 }),
  room('quiet', { messages: 1, unread: 0 }),
  room('lunch', { messages: 44, unread: 8, members: 0.5 }),
  room('running', { messages: 16, viewer: 'outside' }),
  room('gardening', { messages: 12, viewer: 'outside' }),
  room('chess', { messages: 20, viewer: 'outside' }),
  room('film-night', { messages: 14, viewer: 'outside' }),
  room('lost-and-found', { messages: 10, viewer: 'outside', members: 0.5 }),
];

/** So many rooms: the first of the thirty-six, and teams without end behind them. */
export function roomsOf(count: number): RoomPlan[] {
  const more = Array.from({ length: Math.max(0, count - ROOMS.length) }, (_, n) =>
    room(`team-${String(n + 1).padStart(3, '0')}`, { messages: 3, unread: n % 4 === 0 ? 1 : 0, members: 0.1 }),
  );
  return [...ROOMS, ...more].slice(0, count);
}
