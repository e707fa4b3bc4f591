import { answer } from '../generate.ts';
import { HISTORY_PAGE, LOBBY_PAGE, ONLINE_IN_ROOM, RESUMABLE_ROOM_EVENTS } from './documents.ts';
import { openGraphqlSocket } from './graphql-socket.ts';
import { inParallel } from './in-parallel.ts';
import { median, timed } from './timing.ts';
import { sleep } from './wait.ts';

/** What the load generator is told. */
export interface PagesOptions {
  url: string;
  /** All of them are members of `plaza`, and open it. */
  tokens: readonly string[];
  big: string;
  /** Messages in it. */
  messages: number;
  plaza: string;
  pages: number;
}

export interface PagesResult {
  historyMs: number;
  lobbyMs: number;
  onlineMs: number;
  /** Pages that did not hold what they should. */
  wrong: number;
}

interface HistoryPage {
  room: { messages: { edges: { node: { seq: number } }[] } };
}
interface LobbyPage {
  rooms: { edges: unknown[] };
}
interface OnlineInRoom {
  room: { onlineCount: number; online: unknown[] };
}

const PAGE = 50;
const AT_ONCE = 50;
/** Of comings and goings, which are told in rounds where there are many. */
const SETTLE_MS = 3_000;

export async function runPages({ url, tokens, big, messages, plaza, pages }: PagesOptions): Promise<PagesResult> {
  const onClose = (reason: string) => {
    throw new Error(reason);
  };
  const socket = await openGraphqlSocket({ url, token: tokens[0], onClose });
  let wrong = 0;

  const measure = async (page: (i: number) => Promise<boolean>): Promise<number> => {
    const times: number[] = [];
    for (let i = 0; i < pages; i += 1) {
      times.push(
        await timed(async () => {
          if (!(await page(i))) wrong += 1;
        }),
      );
    }
    return median(times);
  };

  const historyMs = await measure(async (i) => {
    const before = Math.floor((messages * (i + 1)) / (pages + 2)) + PAGE;
    const { room } = await socket.request<HistoryPage>(HISTORY_PAGE, { room: big, before: String(before) });
    const seqs = room.messages.edges.map(({ node }) => node.seq);
    return seqs.length === PAGE && seqs.at(-1) === before - 1;
  });
  const lobbyMs = await measure(async () => {
    const { rooms } = await socket.request<LobbyPage>(LOBBY_PAGE);
    return rooms.edges.length === PAGE;
  });

  await inParallel(tokens, AT_ONCE, async (token) => {
    const crowd = await openGraphqlSocket({ url, token, onClose });
    await new Promise<void>((resolve) => {
      crowd.subscribe(RESUMABLE_ROOM_EVENTS, { room: plaza }, () => resolve());
    });
  });
  await sleep(SETTLE_MS);
  const onlineMs = await measure(async () => {
    const { room } = await socket.request<OnlineInRoom>(ONLINE_IN_ROOM, { room: plaza });
    return room.onlineCount === tokens.length && room.online.length === Math.min(100, tokens.length);
  });
  return { historyMs, lobbyMs, onlineMs, wrong };
}

if (import.meta.main) await answer(runPages);
