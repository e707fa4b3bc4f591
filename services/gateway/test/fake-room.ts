import { create } from '@bufbuild/protobuf';
import { type LiveEvent, LiveEventSchema } from '@confab/proto/live/v1/live_pb';
import type { LiveBus } from '@confab/runtime/network/live/port';
import { encodeCursor } from '../live/cursor.ts';
import type { FeedSource, LogPage } from '../live/feed-source.ts';

export const STREAMS = ['room-r', 'timeline-r'] as const;
export const SCOPE = { kind: 'room', id: 'r' } as const;

/** What is shown of an event in these tests. */
export interface ShownEvent {
  kind: 'event';
  /** -1 for what no log holds. */
  stream: number;
  seq: number;
  cursor: string;
}

/** Two logs and the live subject of one room, as the services keep them. */
export class FakeRoom implements FeedSource {
  readonly scope = SCOPE;
  readonly subjects = ['room.r'];
  readonly streams = STREAMS;
  epoch = 'e1';
  #logs: LiveEvent[][] = [[], []];
  readonly #bus: LiveBus<LiveEvent>;

  constructor(bus: LiveBus<LiveEvent>) {
    this.#bus = bus;
  }

  /** Appends `count` events; `published` false: the bus loses them. */
  append(stream: number, { count = 1, published = true }: { count?: number; published?: boolean } = {}): void {
    const log = this.#logs[stream] ?? [];
    const batch = Array.from({ length: count }, (_, at) =>
      create(LiveEventSchema, {
        stream: STREAMS[stream] ?? '',
        seq: log.length + at + 1,
        roomId: 'r',
        event: { case: 'memberJoined', value: { userId: 'u' } },
      }),
    );
    log.push(...batch);
    if (published) this.#bus.publish(this.subjects[0] ?? '', batch);
  }

  /** Publishes an event that no log holds. */
  pass(): void {
    this.#bus.publish(this.subjects[0] ?? '', [create(LiveEventSchema, { roomId: 'r' })]);
  }

  /** As after a backup was played back: fewer events, another epoch. */
  restore(): void {
    this.epoch += "'";
    this.#logs = this.#logs.map((log) => log.slice(0, log.length / 2));
  }

  heads(): number[] {
    return this.#logs.map((log) => log.length);
  }

  cursor(positions: readonly number[]): string {
    return encodeCursor(SCOPE, { epochs: [this.epoch, this.epoch], positions });
  }

  async read(stream: number, { after, limit }: { after: number; limit: number }): Promise<LogPage> {
    await Promise.resolve();
    const log = this.#logs[stream] ?? [];
    return { events: log.slice(after, after + limit), head: log.length, epoch: this.epoch };
  }

  concerns(): boolean {
    return true;
  }
  show({ stream, seq }: LiveEvent, cursor: string): ShownEvent {
    return { kind: 'event', stream: STREAMS.indexOf(stream as 'room-r'), seq, cursor };
  }
}
