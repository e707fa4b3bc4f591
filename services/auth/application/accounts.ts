import type { Clock } from '@confab/runtime/clock/port';
import type { CommandRunner } from '@confab/runtime/decider/port';
import type { DomainEvent } from '@confab/runtime/event-store/event';
import type { ProjectionReader } from '@confab/runtime/event-store/projection';
import type { Ids } from '@confab/runtime/ids/port';
import { userStream } from '../domain/user.ts';
import type { FailureDelay } from './failure-delay.ts';
import type { Passwords, Secrets } from './ports.ts';
import type { TokenIssuer } from './token-issuer.ts';

/** Milliseconds. */
export interface SessionTimes {
  /** How long a session lives without an exchange of its refresh token. */
  sessionLifeMs: number;
  /** How long a refresh token that was just exchanged is taken for the loser of a race of two tabs. */
  refreshGraceMs: number;
}

/** What the commands about accounts work with. */
export interface Accounts {
  runner: CommandRunner;
  reader: ProjectionReader;
  ids: Ids;
  clock: Clock;
  times: SessionTimes;
  passwords: Passwords;
  secrets: Secrets;
  failures: FailureDelay;
  tokens: TokenIssuer;
}

/** The user a command is made for, by the session its access token names. */
export interface Caller {
  userId: string;
  sessionId: string;
}

/** What a request of a client brings along. */
export interface RequestIds {
  /** Absent: a fresh one is made. */
  commandId?: string | undefined;
  correlationId: string;
}

/** Events of a user's stream, as a decision lists them. */
export function ofUser(userId: string, events: readonly DomainEvent[]): { stream: string; event: DomainEvent }[] {
  return events.map((event) => ({ stream: userStream(userId), event }));
}
