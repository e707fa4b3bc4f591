import type { MessageInitShape } from '@bufbuild/protobuf';
import {
  type BanSchema,
  RegistrationPolicy as PolicyCode,
  ServerRole,
  type SessionSchema,
  SignInKind,
  type SignInMethodSchema,
  type TokensSchema,
  type UserSchema,
} from '@confab/proto/auth/v1/auth_pb';
import type { BanDocument, SessionDocument } from '../application/projections.ts';
import type { IssuedTokens } from '../application/token-issuer.ts';
import type { UserView } from '../application/user-view.ts';
import type { RegistrationPolicy } from '../domain/registration-policy.ts';
import type { Role } from '../domain/user-events.ts';

/** What a request names. Undefined for what is no role. */
export function roleOf(role: ServerRole | undefined): Role | undefined {
  if (role === ServerRole.ADMIN) return 'ADMIN';
  return role === ServerRole.MEMBER ? 'MEMBER' : undefined;
}

const ROLES = { ADMIN: ServerRole.ADMIN, MEMBER: ServerRole.MEMBER } as const;

const POLICIES = { OPEN: PolicyCode.OPEN, INVITATION: PolicyCode.INVITATION, CLOSED: PolicyCode.CLOSED } as const;

export function toPolicy(policy: RegistrationPolicy): PolicyCode {
  return POLICIES[policy];
}

/** The one way in that there is. */
export const PASSWORD_METHOD: MessageInitShape<typeof SignInMethodSchema> = {
  id: 'password',
  kind: SignInKind.PASSWORD,
  label: 'Password',
};

export function toUser({
  id,
  username,
  displayName,
  role,
  createdAtMs,
  deletedAtMs,
}: UserView): MessageInitShape<typeof UserSchema> {
  const deleted = deletedAtMs === undefined ? {} : { deletedAtMs };
  return { id, username, displayName, role: ROLES[role], createdAtMs, ...deleted };
}

export function toBan({ userId, byId, atMs, reason }: BanDocument): MessageInitShape<typeof BanSchema> {
  return { userId, byId, atMs, ...(reason === null ? {} : { reason }) };
}

export function toTokens({ user, ...tokens }: IssuedTokens): MessageInitShape<typeof TokensSchema> {
  return { ...tokens, user: toUser(user) };
}

export function toSession(
  { sessionId, openedAtMs, refreshedAtMs, device }: SessionDocument,
  currentId: string,
): MessageInitShape<typeof SessionSchema> {
  return {
    id: sessionId,
    createdAtMs: openedAtMs,
    refreshedAtMs,
    current: sessionId === currentId,
    ...(device === null ? {} : { device }),
  };
}
