import {
  DIRECT_MESSAGE,
  EDIT_MESSAGE,
  HISTORY_PAGE,
  LOBBY_PAGE,
  ONLINE_IN_ROOM,
  POST_MESSAGE,
  REACT,
} from './documents.ts';
import { type GraphqlSocket, openGraphqlSocket } from './graphql-socket.ts';
import { inParallel } from './in-parallel.ts';
import { pace } from './pace.ts';
import { openResumable, type Resumable } from './resumable.ts';
import { sleep } from './wait.ts';

export interface MixedLoad {
  /** Messages acknowledged so far. */
  readonly posted: number;
  /** How often somebody has come back. */
  readonly resumed: number;
  /** What was refused, and sockets that closed by themselves. */
  readonly failures: readonly string[];
  /** Resolves once everybody who comes and goes is there and has caught up. */
  stop(): Promise<void>;
  /** Messages that visitors got never, twice or out of order, and subscriptions that began afresh. After `stop`. */
  wrong(): number;
}

export interface MixedLoadOptions {
  url: string;
  tokens: readonly string[];
  rooms: readonly string[];
  /** Messages a second, in all rooms. Other operations are fewer, in proportion. */
  perSecond: number;
}

const VISITORS = 100;
const WORKERS = 8;
/** How long a visitor stays, and stays away; up to twice as long. */
const STAYS_MS = 3_000;
const AWAY_MS = 1_000;

/** What a day brings: posts, reactions, edits, private messages, pages, and people who come and go. */
export async function startMixedLoad({ url, tokens, rooms, perSecond }: MixedLoadOptions): Promise<MixedLoad> {
  const failures: string[] = [];
  const failed = (reason: string) => void failures.push(reason);
  const workers = await inParallel(tokens.slice(0, WORKERS), 1, (token) =>
    openGraphqlSocket({ url, token, onClose: failed }),
  );
  const visitors = await inParallel(Array.from({ length: VISITORS }), 10, (_, i) =>
    openResumable({ url, token: tokens[i % tokens.length], room: rooms[i % rooms.length] as string }),
  );
  const seqs = new Map<string, number[]>(rooms.map((room) => [room, []]));
  let resumed = 0;
  let stopping = false;

  /** Posts, and does now and then something else with what it has posted. */
  async function work(turn: number): Promise<void> {
    const socket = workers[turn % WORKERS] as GraphqlSocket;
    const room = rooms[turn % rooms.length] as string;
    const input = { room, text: `message ${turn} of a long day, and some more words` };
    const { postMessage } = await socket.request<{ postMessage: { message: { id: string; seq: number } } }>(
      POST_MESSAGE,
      { input },
    );
    const { id, seq } = postMessage.message;
    seqs.get(room)?.push(seq);
    if (turn % 10 === 1) await socket.request(REACT, { input: { id, emoji: '👍' } });
    if (turn % 20 === 2) await socket.request(EDIT_MESSAGE, { input: { id, text: 'mended' } });
    if (turn % 10 === 3) await socket.request(HISTORY_PAGE, { room, before: String(seq) });
    if (turn % 20 === 4) await socket.request(LOBBY_PAGE);
    if (turn % 20 === 5) await socket.request(ONLINE_IN_ROOM, { room });
    if (turn % 20 === 6) {
      const to = `user-${WORKERS + (turn % VISITORS)}`;
      await socket.request(DIRECT_MESSAGE, { input: { to, text: 'just for you' } });
    }
  }

  async function comeAndGo(visitor: Resumable): Promise<void> {
    while (!stopping) {
      await sleep(STAYS_MS * (1 + Math.random()));
      visitor.drop();
      await sleep(AWAY_MS * (1 + Math.random()));
      await visitor.open().then(() => {
        resumed += 1;
      }, failed);
    }
  }

  const timer = pace(perSecond, (turn) => void work(turn).catch((error: Error) => failed(error.message)));
  const visits = visitors.map(comeAndGo);
  return {
    get posted() {
      return [...seqs.values()].reduce((sum, { length }) => sum + length, 0);
    },
    get resumed() {
      return resumed;
    },
    failures,
    async stop() {
      stopping = true;
      clearInterval(timer);
      await Promise.all(visits);
    },
    wrong: () =>
      visitors.reduce((sum, { room, seqs: got, afresh }) => {
        const all = seqs.get(room)?.toSorted((a, b) => a - b) ?? [];
        return sum + afresh + Math.abs(all.length - got.length) + got.filter((seq, i) => seq !== all[i]).length;
      }, 0),
  };
}
