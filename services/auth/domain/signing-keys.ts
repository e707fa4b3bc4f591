import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';

/**
 * From now on this key signs. `privateKey` (PKCS #8, PEM) is a secret and never printed;
 * `publicKey` is SPKI, PEM. `previousUntilMs` is how long the key that signed before is still
 * served for verification.
 */
export type SigningKeyCreated = DomainEvent<
  'SigningKeyCreated',
  { keyId: string; publicKey: string; privateKey: string; previousUntilMs: number }
>;

export interface CurrentKey {
  keyId: string;
  publicKey: string;
  privateKey: string;
  createdAtMs: number;
}

export interface RetiredKey {
  keyId: string;
  publicKey: string;
  servedUntilMs: number;
}

export interface KeysState {
  current: CurrentKey | undefined;
  /** Newest first. */
  retired: readonly RetiredKey[];
}

export const KEYS_STREAM = 'keys-signing';

/**
 * `keys-signing`: the keys of access tokens. A retired key loses its private half in the state, and
 * is forgotten once nothing can need it.
 */
export const signingKeysKind: StreamKind<KeysState, SigningKeyCreated> = {
  prefix: 'keys-',
  initialState: () => ({ current: undefined, retired: [] }),
  evolve({ current, retired }, event, { atMs }) {
    const { previousUntilMs, ...created } = event.data;
    const previous = current
      ? [{ keyId: current.keyId, publicKey: current.publicKey, servedUntilMs: previousUntilMs }]
      : [];
    return {
      current: { ...created, createdAtMs: atMs },
      retired: [...previous, ...retired].filter((key) => key.servedUntilMs > atMs),
    };
  },
};

export function isKeyDue(state: KeysState, { atMs, keyLifetimeMs }: { atMs: number; keyLifetimeMs: number }): boolean {
  return !state.current || atMs >= state.current.createdAtMs + keyLifetimeMs;
}
