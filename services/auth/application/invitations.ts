import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import { type LinkToken, parseLinkToken } from '@confab/runtime/kernel/ids/link-token';
import {
  type InvitationState,
  invitationStream,
  NO_INVITATION,
  type PresentedInvitation,
} from '../domain/invitation.ts';
import type { Accounts } from './accounts.ts';

type StateOf = (stream: string) => InvitationState;

/** A link as somebody shows it. `token` undefined: it cannot be one. */
export interface ShownInvitation {
  token: LinkToken | undefined;
  /** The link in the state that `stateOf` knows. */
  presented(stateOf: StateOf): PresentedInvitation;
}

export function shownInvitation({ secrets }: Pick<Accounts, 'secrets'>, text: string): ShownInvitation {
  const token = parseLinkToken(text);
  return {
    token,
    presented: (stateOf) =>
      token
        ? { id: token.id, state: stateOf(invitationStream(token.id)), tokenHash: secrets.hash(token.secret) }
        : { state: NO_INVITATION, tokenHash: '' },
  };
}

/** The link as it is now, on any replica. */
export async function peekInvitation(runner: CommandRunner, shown: ShownInvitation): Promise<PresentedInvitation> {
  if (!shown.token) return shown.presented(() => NO_INVITATION);
  const { state } = await runner.peek<InvitationState>(invitationStream(shown.token.id), { fresh: true });
  return shown.presented(() => state);
}
