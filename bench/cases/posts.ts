import { type BenchCase, SYSTEMS } from '../case.ts';
import { LOAD_CORE, WRONG } from '../figures.ts';
import { openRoomLoad } from './room-load.ts';

const ROOMS = 100;

export const posts: BenchCase = {
  name: 'posts',
  measures: `${ROOMS} senders in ${ROOMS} rooms over WebSocket, one message under way each; nobody else listens`,
  systems: SYSTEMS,
  figures: {
    postsPerSecond: { label: 'posts/s', digits: 0, targets: [{ atLeast: 10_000 }] },
    p50Ms: { label: 'p50 ms', digits: 1 },
    p99Ms: { label: 'p99 ms', digits: 1 },
    cpuMicrosPerPost: { label: 'server CPU µs/post', digits: 1 },
    wrong: WRONG,
    loadCorePercent: LOAD_CORE,
  },
  open: (bench) =>
    openRoomLoad(
      bench,
      { rooms: ROOMS, subscribers: 0, senders: 1, sendersSubscribe: false, pace: { window: 1 } },
      ({ messagesPerSecond, ackP50Ms, ackP99Ms, cpuMicrosPerMessage, wrong, loadCorePercent }) => ({
        postsPerSecond: messagesPerSecond,
        ...{ p50Ms: ackP50Ms, p99Ms: ackP99Ms },
        ...{ cpuMicrosPerPost: cpuMicrosPerMessage, wrong, loadCorePercent },
      }),
    ),
};
