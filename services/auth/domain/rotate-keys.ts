import { type Decision, type Moment, UNCHANGED } from '@confab/runtime/eventlog/decider/decider';
import { isKeyDue, type KeysState, type SigningKeyCreated } from './signing-keys.ts';

export interface RotateKeys {
  next: { keyId: string; publicKey: string; privateKey: string };
  /** How long a key signs. */
  keyLifetimeMs: number;
  /** How long the last token of the old key may live, with a margin for clocks that differ. */
  overlapMs: number;
}

/**
 * Makes `next` the signing key if there is none or the current one is old enough; nothing otherwise
 * (another replica was first).
 */
export function decideRotateKeys(
  state: KeysState,
  { next, keyLifetimeMs, overlapMs }: RotateKeys,
  { atMs }: Moment,
): Decision<SigningKeyCreated> {
  if (!isKeyDue(state, { atMs, keyLifetimeMs })) return UNCHANGED;
  return {
    events: [{ type: 'SigningKeyCreated', data: { ...next, previousUntilMs: atMs + overlapMs } }],
    result: null,
  };
}
