import { addressed } from '@confab/runtime/eventlog/decider/decider';
import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import { decideRotateKeys } from '../domain/rotate-keys.ts';
import { type CurrentKey, isKeyDue, KEYS_STREAM, type KeysState } from '../domain/signing-keys.ts';
import type { AccessTokens } from './ports.ts';

/**
 * For clocks of replicas that differ: a key that was replaced is served so much longer than its
 * last token can live.
 */
const CLOCK_MARGIN_MS = 60 * 60 * 1_000;

export interface KeyRing {
  /**
   * The key that signs now. Makes the first one, and replaces one that is due; if that fails while
   * there is an older one, the older one goes on signing.
   */
  current(): Promise<CurrentKey>;
  /**
   * Newest first: every key that a token still in force may have been signed with, by whichever
   * replica.
   */
  published(): Promise<{ keyId: string; publicKey: string }[]>;
}

export interface KeyRingOptions {
  runner: CommandRunner;
  accessTokens: AccessTokens;
  ids: Ids;
  clock: Clock;
  /** A new key signs from now on. */
  onRotated(keyId: string): void;
  /** A key was due and could not be replaced. */
  onError(error: unknown): void;
  signingKeyLifeMs: number;
  accessTokenLifeMs: number;
}

export function createKeyRing(options: KeyRingOptions): KeyRing {
  const { runner, accessTokens, ids, clock, signingKeyLifeMs: keyLifetimeMs, accessTokenLifeMs } = options;
  let rotating: Promise<void> | undefined;

  const state = async (options?: { fresh: boolean }): Promise<KeysState> =>
    (await runner.peek<KeysState>(KEYS_STREAM, options)).state;

  const rotate = async (): Promise<void> => {
    const id = ids.next();
    const rotated = await runner.run({
      meta: { actor: 'system', commandId: id, correlationId: id, command: 'RotateKeys' },
      prepare: () => accessTokens.newKeyPair(),
      streams: () => [KEYS_STREAM],
      decide(pair, context) {
        const overlapMs = accessTokenLifeMs + CLOCK_MARGIN_MS;
        const command = { next: { keyId: id, ...pair }, keyLifetimeMs, overlapMs };
        const { events } = addressed(
          KEYS_STREAM,
          decideRotateKeys(context.hold<KeysState>(KEYS_STREAM).state, command, context),
        );
        return { events, result: events.length > 0 };
      },
    });
    if (rotated) options.onRotated(id);
  };

  const rotateOnce = (): Promise<void> => {
    rotating ??= rotate().finally(() => {
      rotating = undefined;
    });
    return rotating;
  };

  return {
    async current() {
      if (rotating || isKeyDue(await state(), { atMs: clock.now(), keyLifetimeMs })) {
        try {
          await rotateOnce();
        } catch (error) {
          if (!(await state()).current) throw error;
          options.onError(error);
        }
      }
      const { current } = await state();
      if (!current) throw new AppError('UNAVAILABLE', 'There is no key to sign access tokens with.');
      return current;
    },
    async published() {
      const { current, retired } = await state({ fresh: true });
      const served = retired.filter((key) => key.servedUntilMs > clock.now());
      return [...(current ? [current] : []), ...served].map(({ keyId, publicKey }) => ({ keyId, publicKey }));
    },
  };
}
