import type { MessageInitShape } from '@bufbuild/protobuf';
import { ServerRole, type SessionSchema, type TokensSchema, type UserSchema } from '@confab/proto/auth/v1/auth_pb';
import type { SessionDocument } from '../application/projections.ts';
import type { IssuedTokens } from '../application/token-issuer.ts';
import type { UserView } from '../application/user-view.ts';

const ROLES = { ADMIN: ServerRole.ADMIN, MEMBER: ServerRole.MEMBER } as const;

export function toUser({
  id,
  username,
  displayName,
  role,
  createdAtMs,
}: UserView): MessageInitShape<typeof UserSchema> {
  return { id, username, displayName, role: ROLES[role], createdAtMs };
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
