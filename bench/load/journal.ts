import { createPercentiles } from './percentiles.ts';

const MARK = '~t';
/** Longer than any mark. */
const MARK_BYTES = 48;
const PADDING = 'x'.repeat(80);

/** What the subscribers saw: how long each message took, and whether any was lost, doubled or out of order. */
export interface Journal {
  /** The text of a sender's next message: when, by whom, which one. */
  write(sender: number, number: number): string;
  /** Notes a message that a subscriber got; returns its sender. */
  read(subscriber: number, data: Buffer, start: number): number;
  /** Latencies are only kept from here on. */
  start(): void;
  stop(): void;
  percentileMs(share: number): number;
  /** Messages that did not come right after the sender's one before. */
  readonly outOfOrder: number;
}

export function createJournal(): Journal {
  const latencies = createPercentiles();
  const last = new Map<string, number>();
  let outOfOrder = 0;
  return {
    write: (sender, number) => `${MARK}${Math.round(performance.now() * 1000)};${sender};${number};${PADDING}`,
    read(subscriber, data, start) {
      const at = data.indexOf(MARK, start) + MARK.length;
      const [micros, sender, number] = data.toString('latin1', at, at + MARK_BYTES).split(';');
      latencies.add(performance.now() - Number(micros) / 1000);
      const key = `${subscriber}:${sender}`;
      if (Number(number) !== (last.get(key) ?? 0) + 1) outOfOrder += 1;
      last.set(key, Number(number));
      return Number(sender);
    },
    start: latencies.start,
    stop: latencies.stop,
    percentileMs: latencies.at,
    get outOfOrder() {
      return outOfOrder;
    },
  };
}
