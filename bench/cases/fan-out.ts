import { type BenchCase, type Figure, SYSTEMS, type Target } from '../case.ts';
import { LOAD_CORE, WRONG } from '../figures.ts';
import { openRoomLoad } from './room-load.ts';

export interface FanOut {
  name: string;
  rooms: number;
  /** In each room. */
  subscribers: number;
  /** For the deliveries. */
  targets: readonly Target[];
}

const SENDERS = 4;
const WINDOW = 4;

/** In each room 4 of the subscribers post with 4 messages under way each: as soon as one is acknowledged the next is posted. */
export function fanOutCase({ name, rooms, subscribers, targets }: FanOut): BenchCase {
  const figures: Record<string, Figure> = {
    deliveriesPerSecond: { label: 'deliveries/s', digits: 0, targets },
    p50Ms: { label: 'p50 ms', digits: 1 },
    p99Ms: { label: 'p99 ms', digits: 1, targets: [{ atMost: 1, times: 'bare ws' }] },
    cpuMicrosPerDelivery: { label: 'server CPU µs/delivery', digits: 1, targets: [{ atMost: 4 }] },
    wrong: WRONG,
    loadCorePercent: LOAD_CORE,
  };
  const place = rooms === 1 ? 'one room' : `${rooms} rooms`;
  return {
    name,
    measures: `${place} of ${subscribers} subscribers, ${SENDERS} of them post with ${WINDOW} under way`,
    systems: SYSTEMS,
    figures,
    open: (bench) =>
      openRoomLoad(
        bench,
        { rooms, subscribers, senders: SENDERS, sendersSubscribe: true, pace: { window: WINDOW } },
        ({ deliveriesPerSecond, p50Ms, p99Ms, cpuMicrosPerDelivery, wrong, loadCorePercent }) => ({
          ...{ deliveriesPerSecond, p50Ms, p99Ms, cpuMicrosPerDelivery, wrong, loadCorePercent },
        }),
      ),
  };
}

export const fanOut = fanOutCase({
  name: 'fan-out',
  rooms: 1,
  subscribers: 100,
  targets: [
    { atLeast: 2.5, times: 'bare ws' },
    { atLeast: 10, times: 'stock graphql-ws' },
    { atLeast: 3, times: 'Socket.IO' },
  ],
});
