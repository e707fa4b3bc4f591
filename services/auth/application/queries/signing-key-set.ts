import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { SigningKey } from '@confab/runtime/network/identity/signing-keys';
import type { KeyRing } from '../key-ring.ts';
import type { RevocationDocument } from '../projections.ts';

/**
 * 250 KB; a broker's messages end at 1 MB. More within ten minutes are 16 a second: of those the
 * oldest, whose tokens end first, are left out.
 */
const MOST_REVOKED = 10_000;
/**
 * For a token that was signed just after its session was revoked, and for clocks of services that
 * differ.
 */
const MARGIN_MS = 60_000;

export interface SigningKeySetOptions {
  keyRing: Pick<KeyRing, 'published'>;
  reader: ProjectionReader;
  clock: Clock;
  accessTokenLifeMs: number;
}

/**
 * What a service that starts now has to know to verify tokens: the keys, and the sessions of which
 * a token may still be in force.
 */
export async function findSigningKeySet({
  keyRing,
  reader,
  clock,
  accessTokenLifeMs,
}: SigningKeySetOptions): Promise<{ keys: SigningKey[]; revokedSessionIds: string[] }> {
  const revoked = await reader.find<RevocationDocument>('revocations', {
    index: 'byTime',
    equal: [],
    greaterThan: clock.now() - accessTokenLifeMs - MARGIN_MS,
    order: 'descending',
    limit: MOST_REVOKED,
  });
  return { keys: await keyRing.published(), revokedSessionIds: revoked.map(({ sessionId }) => sessionId) };
}
