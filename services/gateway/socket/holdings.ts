import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { GatewayLimits } from '../config.ts';
import { LONGEST_REMEMBERED } from '../execution/documents.ts';
import type { Operation } from '../execution/operation.ts';

/** What a subscription keeps of what its client sent. */
export interface Held {
  readonly operation: Operation;
  /** Characters of its variables as JSON. */
  readonly characters: number;
}

export type HoldingLimits = Pick<GatewayLimits, 'subscriptionsPerUser' | 'heldBytesPerUser' | 'variableCharacters'>;

const BYTES_PER_CHARACTER = 2;

/** What the subscriptions of one user hold together, on all sockets of this gateway. */
export class Holdings {
  readonly #limits: HoldingLimits;
  readonly #operations = new Map<Operation, number>();
  #streams = 0;
  #bytes = 0;

  constructor(limits: HoldingLimits) {
    this.#limits = limits;
  }

  get streams(): number {
    return this.#streams;
  }

  /** Why this cannot be held too; undefined if it can. Waiting does not help: there is no time to say. */
  refuse(held: Held): AppError | undefined {
    const { subscriptionsPerUser, heldBytesPerUser, variableCharacters } = this.#limits;
    const { operation, characters } = held;
    if (operation.length > LONGEST_REMEMBERED) {
      return new AppError('BAD_USER_INPUT', `A subscription has at most ${LONGEST_REMEMBERED} characters.`);
    }
    if (characters > variableCharacters) {
      return new AppError(
        'BAD_USER_INPUT',
        `The variables of a subscription have at most ${variableCharacters} characters.`,
      );
    }
    if (this.#streams >= subscriptionsPerUser) {
      return new AppError('RATE_LIMITED', `A user has at most ${subscriptionsPerUser} subscriptions at a time.`);
    }
    const weight = this.#operations.has(operation) ? 0 : operation.weight;
    if (this.#bytes + weight + characters * BYTES_PER_CHARACTER > heldBytesPerUser) {
      return new AppError('RATE_LIMITED', 'Your subscriptions have too many different documents and variables.');
    }
    return undefined;
  }

  add(held: Held): void {
    const { operation, characters } = held;
    const before = this.#operations.get(operation) ?? 0;
    this.#operations.set(operation, before + 1);
    this.#streams += 1;
    this.#bytes += (before === 0 ? operation.weight : 0) + characters * BYTES_PER_CHARACTER;
  }

  remove(held: Held): void {
    const { operation, characters } = held;
    const left = (this.#operations.get(operation) ?? 1) - 1;
    if (left > 0) this.#operations.set(operation, left);
    else this.#operations.delete(operation);
    this.#streams -= 1;
    this.#bytes -= (left > 0 ? 0 : operation.weight) + characters * BYTES_PER_CHARACTER;
  }
}
