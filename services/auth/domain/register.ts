import type { Addressed, Decision, Moment } from '@confab/runtime/eventlog/decider/decider';
import type { Name } from '@confab/runtime/kernel/names/name';
import { nameLooksTaken, nameTaken } from './errors.ts';
import { type InvitationLinkUsed, invitationStream, type PresentedInvitation } from './invitation.ts';
import type { NewSession } from './open-session.ts';
import type { RegistrationPolicy } from './registration-policy.ts';
import { requireEntry } from './require-entry.ts';
import { type AdministratorAppointed, isEmpty, SERVER_STREAM, type ServerState } from './server.ts';
import { userStream } from './user.ts';
import type { Role, SessionOpened, UserRegistered } from './user-events.ts';
import {
  type UsernameClaimed,
  type UsernameKeyClaimed,
  type UsernameState,
  usernameKeyStream,
  usernameStream,
} from './username.ts';

export interface Register {
  userId: string;
  name: Name;
  displayName: string;
  passwordHash: string;
  session: NewSession;
  policy: RegistrationPolicy;
  /** Undefined: none was shown. */
  invitation: PresentedInvitation | undefined;
}

type RegistrationEvent =
  | UsernameClaimed
  | UsernameKeyClaimed
  | InvitationLinkUsed
  | AdministratorAppointed
  | UserRegistered
  | SessionOpened;

/**
 * The states of the streams that a registration concerns; `keys` in the order of the name's keys.
 */
export interface RegistrationState {
  username: UsernameState;
  keys: readonly UsernameState[];
  server: ServerState;
}

/**
 * Claims the name and its keys, makes the account and opens its first session. The first account of
 * a server becomes its administrator. Throws ALREADY_EXISTS if the name or one that looks like it
 * is taken, and what `requireEntry` throws.
 */
export function decideRegister(
  state: RegistrationState,
  command: Register,
  { atMs }: Moment,
): Decision<Addressed<RegistrationEvent>, { role: Role }> {
  const { userId, name, displayName, passwordHash, session, invitation } = command;
  const { shown: username, folded, keys } = name;
  requireEntry({ ...command, server: state.server, atMs });
  if (state.username.userId !== undefined) throw nameTaken();
  if (state.keys.some(({ userId: owner }) => owner !== undefined)) throw nameLooksTaken();
  const isFirst = isEmpty(state.server);
  const role = isFirst ? 'ADMIN' : 'MEMBER';
  const account = { userId, username, folded, displayName, passwordHash, role } as const;
  const user = userStream(userId);
  const events: Addressed<RegistrationEvent>[] = [
    { stream: usernameStream(folded), event: { type: 'UsernameClaimed', data: { userId, folded } } },
  ];
  for (const key of keys) {
    events.push({ stream: usernameKeyStream(key), event: { type: 'UsernameKeyClaimed', data: { userId, key } } });
  }
  if (invitation?.id !== undefined) {
    const stream = invitationStream(invitation.id);
    events.push({ stream, event: { type: 'InvitationLinkUsed', data: { userId } } });
  }
  if (isFirst) events.push({ stream: SERVER_STREAM, event: { type: 'AdministratorAppointed', data: { userId } } });
  events.push({ stream: user, event: { type: 'UserRegistered', data: account } });
  events.push({ stream: user, event: { type: 'SessionOpened', data: session } });
  return { events, result: { role } };
}
