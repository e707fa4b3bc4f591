import type { AnyStreamKind } from '@confab/runtime/eventlog/decider/port';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { invitationKind } from '../domain/invitation.ts';
import { serverKind } from '../domain/server.ts';
import { signingKeysKind } from '../domain/signing-keys.ts';
import { userKind } from '../domain/user.ts';
import { usernameKeyKind, usernameKind } from '../domain/username.ts';
import { projections } from './projections.ts';

export const STREAM_KINDS: readonly AnyStreamKind[] = [
  ...[userKind, usernameKind, usernameKeyKind],
  ...[serverKind, signingKeysKind, invitationKind],
];

/**
 * The service's store, for the service itself and for tools that open its data. Event types that
 * are not named here are at version 1.
 */
export const authStore: StoreDefinition = {
  projections,
  upcasters: { SessionOpened: [(data) => ({ ...data, device: null })] },
};
