import { createPublicKey, type KeyObject } from 'node:crypto';
import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock/port.ts';
import { AppError } from '../../kernel/errors/app-error.ts';

/** Invented key ids cost the auth service at most one request in this time. */
const REFETCH_AFTER_MS = 3_000;

export interface SigningKey {
  keyId: string;
  /** SPKI, PEM. */
  publicKey: string;
}

/** What access tokens are verified with, as the auth service answers `GetSigningKeys`. */
export interface SigningKeySet {
  /** In force now. */
  keys: readonly SigningKey[];
  /** Sessions revoked so lately that a token of theirs may not have expired. */
  revokedSessionIds?: readonly string[];
}

/** The public keys by id, fetched when an unknown one is asked for. */
export interface SigningKeys {
  /** Undefined where there is no such key. UNAVAILABLE where the keys cannot be had. */
  find(keyId: string): Promise<KeyObject | undefined>;
}

export function createSigningKeys({
  fetch,
  clock,
  log,
}: {
  fetch(): Promise<readonly SigningKey[]>;
  clock: Clock;
  log: Logger;
}): SigningKeys {
  let known = new Map<string, KeyObject>();
  let fetchedAt = Number.NEGATIVE_INFINITY;
  let fetching: Promise<void> | undefined;

  const refetch = async (): Promise<void> => {
    try {
      const keys = await fetch();
      known = new Map(keys.map(({ keyId, publicKey }) => [keyId, createPublicKey(publicKey)]));
      fetchedAt = clock.monotonic();
    } catch (error) {
      log.warn({ err: error }, 'the signing keys could not be fetched');
      throw new AppError('UNAVAILABLE', 'Access tokens cannot be checked right now.', { cause: error });
    } finally {
      fetching = undefined;
    }
  };

  return {
    async find(keyId) {
      const key = known.get(keyId);
      if (key) return key;
      if (!fetching && clock.monotonic() - fetchedAt < REFETCH_AFTER_MS) return undefined;
      fetching ??= refetch();
      await fetching;
      return known.get(keyId);
    },
  };
}
