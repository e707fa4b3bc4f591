import type { Name } from '@confab/runtime/kernel/names/name';
import { nameLooksTaken, nameTaken } from './errors.ts';
import type { InvitationLinkUsed, PresentedInvitation } from './invitation.ts';
import type { NewSession } from './open-session.ts';
import type { RegistrationPolicy } from './registration-policy.ts';
import { requireEntry } from './require-entry.ts';
import { type AdministratorAppointed, isEmpty, type ServerState } from './server.ts';
import type { Role, SessionOpened, UserRegistered } from './user-events.ts';
import type { UsernameClaimed, UsernameKeyClaimed, UsernameState } from './username.ts';

export interface Register {
  userId: string;
  name: Name;
  displayName: string;
  passwordHash: string;
  session: NewSession;
  policy: RegistrationPolicy;
  /** Undefined: none was shown. */
  invitation: PresentedInvitation | undefined;
  atMs: number;
}

/** The events by the stream they belong to. */
export interface Registration {
  username: readonly UsernameClaimed[];
  /** One for each key of the name, in their order. */
  keys: readonly UsernameKeyClaimed[];
  server: readonly AdministratorAppointed[];
  invitation: readonly InvitationLinkUsed[];
  user: readonly (UserRegistered | SessionOpened)[];
  role: Role;
}

/** The states of the streams that a registration concerns; `keys` in the order of the name's keys. */
export interface RegistrationState {
  username: UsernameState;
  keys: readonly UsernameState[];
  server: ServerState;
}

/**
 * Claims the name and its keys, makes the account and opens its first session. The first account of a server becomes
 * its administrator. Throws ALREADY_EXISTS if the name or one that looks like it is taken, and what `requireEntry` throws.
 */
export function register(state: RegistrationState, command: Register): Registration {
  const { userId, name, displayName, passwordHash, session } = command;
  requireEntry({ ...command, server: state.server });
  if (state.username.userId !== undefined) throw nameTaken();
  if (state.keys.some(({ userId: owner }) => owner !== undefined)) throw nameLooksTaken();
  const isFirst = isEmpty(state.server);
  const role = isFirst ? 'ADMIN' : 'MEMBER';
  const account = { userId, username: name.shown, folded: name.folded, displayName, passwordHash };
  return {
    username: [{ type: 'UsernameClaimed', data: { userId, folded: name.folded } }],
    keys: name.keys.map((key) => ({ type: 'UsernameKeyClaimed', data: { userId, key } })),
    invitation: command.invitation ? [{ type: 'InvitationLinkUsed', data: { userId } }] : [],
    server: isFirst ? [{ type: 'AdministratorAppointed', data: { userId } }] : [],
    user: [
      { type: 'UserRegistered', data: { ...account, role } },
      { type: 'SessionOpened', data: session },
    ],
    role,
  };
}
