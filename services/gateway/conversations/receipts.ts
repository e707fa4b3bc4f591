import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Clients } from '../context/clients.ts';
import type { Receipts as ReceiptsPort } from '../live/feed-source.ts';
import { type Asker, askForAll } from '../live/subscriber.ts';

/** How long receipts are gathered before one call reports them. */
const GATHER_MS = 25;

/**
 * Reports that a user's devices got private messages: gathered, one call at a time, only ever forwards. A call that fails is made up for by the next.
 */
export class Receipts implements ReceiptsPort {
  readonly #messages: Pick<Clients['messages'], 'markDelivered'>;
  readonly #userId: string;
  #highest = 0;
  #devices: readonly Asker[] = [];
  #reported = 0;
  #running = false;

  constructor({ messages, userId }: { messages: Pick<Clients['messages'], 'markDelivered'>; userId: string }) {
    this.#messages = messages;
    this.#userId = userId;
  }

  wants({ event }: LiveEvent): boolean {
    return event.case === 'directMessagePosted' && event.value.message?.authorId !== this.#userId;
  }

  /** `devices`: those that got it, which may be gone when it is reported. */
  delivered(seq: number, devices: readonly Asker[]): void {
    if (seq <= this.#highest) return;
    this.#highest = seq;
    this.#devices = devices;
    if (this.#running) return;
    this.#running = true;
    time.after(GATHER_MS, () => void this.#run());
  }

  async #run(): Promise<void> {
    try {
      while (this.#reported < this.#highest) {
        const seq = this.#highest;
        await askForAll(this.#devices, ({ call }) => this.#messages.markDelivered({ inboxSeq: seq }, call));
        this.#reported = seq;
      }
    } catch {
      this.#highest = this.#reported;
    } finally {
      this.#running = false;
      this.#devices = [];
    }
  }
}
