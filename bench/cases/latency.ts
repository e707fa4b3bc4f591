import { type BenchCase, SYSTEMS } from '../case.ts';
import { LOAD_CORE, WRONG } from '../figures.ts';
import { openRoomLoad } from './room-load.ts';

const PER_SECOND = 100;

export const latency: BenchCase = {
  name: 'latency',
  measures: `from the call that posts to the arrival: one sender, one subscriber, ${PER_SECOND} messages/s`,
  systems: SYSTEMS,
  figures: {
    p50Ms: { label: 'p50 ms', digits: 2, targets: [{ atMost: 2 }] },
    p99Ms: { label: 'p99 ms', digits: 2, targets: [{ atMost: 8 }] },
    wrong: WRONG,
    loadCorePercent: LOAD_CORE,
  },
  open: (bench) =>
    openRoomLoad(
      bench,
      { rooms: 1, subscribers: 1, senders: 1, sendersSubscribe: false, pace: { perSecond: PER_SECOND } },
      ({ p50Ms, p99Ms, wrong, loadCorePercent }) => ({ p50Ms, p99Ms, wrong, loadCorePercent }),
    ),
};
