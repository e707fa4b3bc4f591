import type { CallOptions } from '@connectrpc/connect';
import type { Clients } from '../execution/app.ts';

/** How long receipts are gathered before one call reports them. */
const GATHER_MS = 25;

/**
 * Reports that a device got private messages: gathered, one call at a time, only ever forwards. A call that fails is made up for by the next.
 */
export class Receipts {
  readonly #messages: Pick<Clients['messages'], 'markDelivered'>;
  #highest = 0;
  #call: CallOptions | undefined;
  #reported = 0;
  #running = false;

  constructor({ messages }: Pick<Clients, 'messages'>) {
    this.#messages = messages;
  }

  /** `call`: on behalf of the device that got it, which may be gone when it is reported. */
  delivered(seq: number, call: CallOptions): void {
    if (seq <= this.#highest) return;
    this.#highest = seq;
    this.#call = call;
    if (this.#running) return;
    this.#running = true;
    setTimeout(() => void this.#run(), GATHER_MS).unref();
  }

  async #run(): Promise<void> {
    try {
      while (this.#reported < this.#highest) {
        const seq = this.#highest;
        await this.#messages.markDelivered({ inboxSeq: seq }, this.#call ?? {});
        this.#reported = seq;
      }
    } catch {
      this.#highest = this.#reported;
    } finally {
      this.#running = false;
    }
  }
}
