import { addressed } from '@confab/runtime/eventlog/decider/decider';
import type { WantedLimits } from '@confab/runtime/kernel/ids/link';
import { formatLinkToken, newLinkToken } from '@confab/runtime/kernel/ids/link-token';
import { decideCreateInvitation } from '../../domain/create-invitation.ts';
import { type InvitationState, invitationStream } from '../../domain/invitation.ts';
import { isEmpty, SERVER_STREAM, type ServerState } from '../../domain/server.ts';
import type { Accounts, CallerSession, RequestIds } from '../accounts.ts';
import { requireAdministrator } from '../administrators.ts';

export interface NewInvitation {
  id: string;
  /** Shown now and never again. */
  token: string;
  uses: number | undefined;
  expiresAtMs: number | undefined;
}

/**
 * Makes a link with which people make accounts. Takes no command id, because the answer is a secret
 * that is not kept. Throws FORBIDDEN unless the caller is an administrator at that moment;
 * BAD_USER_INPUT naming `uses` or `expiresInHours`.
 */
export async function createInvitationLink(
  accounts: Accounts,
  wanted: WantedLimits,
  { caller, request }: { caller: CallerSession; request: RequestIds },
): Promise<NewInvitation> {
  await requireAdministrator(accounts.runner, caller.userId);
  return create(accounts, wanted, { by: caller.userId, correlationId: request.correlationId });
}

/**
 * Makes the link of the first account where the server is empty and not open to everybody;
 * undefined elsewhere.
 */
export async function createFirstInvitation(accounts: Accounts): Promise<NewInvitation | undefined> {
  if (accounts.registration === 'OPEN') return undefined;
  const { state } = await accounts.runner.peek<ServerState>(SERVER_STREAM, { fresh: true });
  if (!isEmpty(state)) return undefined;
  const wanted = { uses: 1, expiresInHours: undefined };
  return create(accounts, wanted, { by: null, correlationId: accounts.ids.next() });
}

function create(
  { runner, ids, secrets }: Accounts,
  wanted: WantedLimits,
  { by, correlationId }: { by: string | null; correlationId: string },
): Promise<NewInvitation> {
  const token = newLinkToken(secrets, ids.next());
  const stream = invitationStream(token.id);
  return runner.run<void, NewInvitation>({
    meta: { actor: by ?? 'system', commandId: ids.next(), correlationId, command: 'CreateInvitationLink' },
    prepare: async () => {},
    streams: () => [stream],
    decide(_, context) {
      const { state } = context.hold<InvitationState>(stream);
      const command = { ...wanted, by, tokenHash: secrets.hash(token.secret) };
      const { events, result } = addressed(stream, decideCreateInvitation(state, command, context));
      const [uses, expiresAtMs] = [result.uses ?? undefined, result.expiresAtMs ?? undefined];
      return { events, result: { id: token.id, token: formatLinkToken(token), uses, expiresAtMs } };
    },
  });
}
