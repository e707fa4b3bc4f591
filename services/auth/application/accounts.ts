import { digestOf, type Payload } from '@confab/runtime/eventlog/decider/digest';
import type { CommandMeta, CommandRunner } from '@confab/runtime/eventlog/decider/port';
import type { ProjectionReader } from '@confab/runtime/eventlog/store/projection';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { Secrets } from '@confab/runtime/kernel/ids/secrets';
import type { RegistrationPolicy } from '../domain/registration-policy.ts';
import type { FailureDelay } from './failure-delay.ts';
import type { Passwords } from './ports.ts';
import type { Registrations } from './registrations.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** Milliseconds. */
export interface SessionTimes {
  /** How long a session lives without an exchange of its refresh token. */
  sessionLifeMs: number;
  /**
   * How long a refresh token that was just exchanged is taken for the loser of a race of two tabs.
   */
  refreshGraceMs: number;
}

/** What the commands about accounts work with. */
export interface Accounts {
  runner: CommandRunner;
  reader: ProjectionReader;
  ids: Ids;
  clock: Clock;
  times: SessionTimes;
  registration: RegistrationPolicy;
  registrations: Registrations;
  passwords: Passwords;
  secrets: Secrets;
  failures: FailureDelay;
  tokens: TokenIssuer;
}

/** The user a command is made for, by the session its access token names. */
export interface CallerSession {
  userId: string;
  sessionId: string;
}

/** What a request of a client brings along. */
export interface RequestIds {
  /** Absent: a fresh one is made. */
  commandId?: string | undefined;
  correlationId: string;
}

/**
 * Names a command of a user's. An id that came with the request stands for what the command `says`:
 * everything it asks for besides its kind. A command with a password leaves no digest, because the
 * password could be guessed from it.
 */
export function metaOf(
  { ids }: Pick<Accounts, 'ids'>,
  { userId }: Pick<CallerSession, 'userId'>,
  { request, command, says }: { request: RequestIds; command: string; says?: Payload },
): CommandMeta {
  const meta = { actor: userId, correlationId: request.correlationId, command };
  const { commandId } = request;
  if (commandId === undefined) return { ...meta, commandId: ids.next() };
  return { ...meta, commandId, digest: says && digestOf(commandId, says) };
}
