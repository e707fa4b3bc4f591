import { answer } from '../generate.ts';
import { ENTER_ROOM, POST_MESSAGE, RESUMABLE_ROOM_EVENTS } from './documents.ts';
import { type GraphqlSocket, openGraphqlSocket, type StreamEvent } from './graphql-socket.ts';
import { inParallel } from './in-parallel.ts';
import { median, timed } from './timing.ts';
import { until } from './wait.ts';

/** What the load generator is told. */
export interface BigRoomOptions {
  url: string;
  tokens: readonly string[];
  big: string;
  empty: string;
  entries: number;
  /** Posts into each of both rooms, by turns. */
  posts: number;
  missed: number;
  resumes: number;
}

export interface BigRoomResult {
  enterMs: number;
  enterEmptyMs: number;
  postMs: number;
  postEmptyMs: number;
  /** How many times as long a post takes in the big room. */
  postRatio: number;
  resumeMs: number;
  wrong: number;
}

interface Event extends StreamEvent {
  message?: { seq: number };
}

const POSTERS = 4;
const AT_ONCE = 64;
const RESUMED_WITHIN_MS = 30_000;

export async function runBigRoom(options: BigRoomOptions): Promise<BigRoomResult> {
  const { url, tokens, big, empty, entries, posts } = options;
  const failed = (reason: string) => {
    throw new Error(reason);
  };
  const sockets = await inParallel(tokens.slice(0, POSTERS + 1), 1, (token) =>
    openGraphqlSocket({ url, token, onClose: failed }),
  );
  const [socket, ...posters] = sockets as [GraphqlSocket, ...GraphqlSocket[]];

  const entered = { big: [] as number[], empty: [] as number[] };
  for (let i = 0; i < entries; i += 1) {
    entered.big.push(await timed(() => enter(socket, big)));
    entered.empty.push(await timed(() => enter(socket, empty)));
  }
  const posted = { big: [] as number[], empty: [] as number[] };
  for (let i = 0; i < posts; i += 1) {
    posted.big.push(await timed(() => post(socket, big)));
    posted.empty.push(await timed(() => post(socket, empty)));
  }
  const resumes: { ms: number; wrong: number }[] = [];
  for (let i = 0; i < options.resumes; i += 1) resumes.push(await resume({ socket, posters, options }));

  return {
    enterMs: median(entered.big),
    enterEmptyMs: median(entered.empty),
    postMs: median(posted.big),
    postEmptyMs: median(posted.empty),
    postRatio: median(posted.big) / median(posted.empty),
    resumeMs: median(resumes.map(({ ms }) => ms)),
    wrong: resumes.reduce((sum, { wrong }) => sum + wrong, 0),
  };
}

/** Until the room's newest messages and who is online are there; then leaves it again. */
function enter(socket: GraphqlSocket, room: string): Promise<void> {
  return new Promise((resolve) => {
    const { stop } = socket.subscribe(ENTER_ROOM, { room }, ({ __typename }) => {
      if (__typename !== 'RoomOpened') return;
      stop();
      resolve();
    });
  });
}

function post(socket: GraphqlSocket, room: string): Promise<{ postMessage: { message: { seq: number } } }> {
  return socket.request(POST_MESSAGE, { input: { room, text: 'x'.repeat(110) } });
}

/** Leaves the room, lets others post, comes back with the cursor; how long until the last of it has come, and how many came never, twice or afresh. */
async function resume({
  socket,
  posters,
  options: { big: room, missed },
}: {
  socket: GraphqlSocket;
  posters: readonly GraphqlSocket[];
  options: BigRoomOptions;
}): Promise<{ ms: number; wrong: number }> {
  const { cursor } = await new Promise<Event>((resolve) => {
    const { stop } = socket.subscribe<Event>(RESUMABLE_ROOM_EVENTS, { room }, (event) => {
      stop();
      resolve(event);
    });
  });
  const seqs = await inParallel(Array.from({ length: missed }), AT_ONCE, async (_, i) => {
    const { postMessage } = await post(posters[i % posters.length] as GraphqlSocket, room);
    return postMessage.message.seq;
  });
  const first = Math.min(...seqs);
  const last = Math.max(...seqs);
  let next = first;
  let wrong = 0;
  const began = performance.now();
  let ms = Number.NaN;
  const { stop } = socket.subscribe<Event>(
    RESUMABLE_ROOM_EVENTS,
    { room, after: cursor },
    ({ __typename, message }) => {
      if (__typename === 'RoomReset') wrong += 1;
      if (!message) return;
      if (message.seq !== next) wrong += 1;
      next = message.seq + 1;
      if (message.seq === last) ms = performance.now() - began;
    },
  );
  await until(() => !Number.isNaN(ms), RESUMED_WITHIN_MS);
  stop();
  return { ms, wrong: wrong + (last + 1 - next) };
}

if (import.meta.main) await answer(runBigRoom);
