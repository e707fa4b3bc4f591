import { addressed } from '@confab/runtime/eventlog/decider/decider';
import { type InvitationState, invitationStream } from '../../domain/invitation.ts';
import { decideRevokeInvitation } from '../../domain/revoke-invitation.ts';
import { type Accounts, type CallerSession, metaOf, type RequestIds } from '../accounts.ts';
import { requireAdministrator } from '../administrators.ts';

/**
 * Ends a link. Throws FORBIDDEN unless the caller is an administrator at that moment; NOT_FOUND for
 * a link that never was.
 */
export async function revokeInvitationLink(
  accounts: Accounts,
  id: string,
  { caller, request }: { caller: CallerSession; request: RequestIds },
): Promise<void> {
  const stream = invitationStream(id);
  await accounts.runner.run({
    meta: metaOf(accounts, caller, { request, command: 'RevokeInvitationLink', says: [id] }),
    prepare: () => requireAdministrator(accounts.runner, caller.userId),
    streams: () => [stream],
    decide: (_, { hold }) =>
      addressed(stream, decideRevokeInvitation(hold<InvitationState>(stream).state, { by: caller.userId })),
  });
}
