import { boolean, duration, type Env, integer, origin, readEnv, type Variable } from '@confab/runtime/process/config';

import type { RegistrationLimits } from './application/registrations.ts';
import type { RegistrationPolicy } from './domain/registration-policy.ts';

const SECOND_MS = 1_000;
const MINUTE_MS = 60 * SECOND_MS;
const DAY_MS = 24 * 60 * MINUTE_MS;

/** Times in milliseconds. */
export interface AuthConfig {
  accessTokenLifeMs: number;
  /** How long a session lives without an exchange of its refresh token. */
  sessionLifeMs: number;
  /**
   * How long a refresh token that was valid beside the one that was just exchanged is taken for the
   * loser of a race of two tabs.
   */
  refreshGraceMs: number;
  /** How long one key signs. */
  signingKeyLifeMs: number;
  /** Who makes accounts. */
  registration: RegistrationPolicy;
  /** How many accounts are made in an hour; undefined: as many as anybody likes. */
  registrations: RegistrationLimits | undefined;
  /**
   * What the printed link of the first account begins with; undefined: that is left to whoever
   * reads it.
   */
  publicUrl: string | undefined;
  passwords: PasswordConfig;
  failures: FailureConfig;
}

export interface PasswordConfig {
  /** KiB of memory that one hash takes. */
  memoryKib: number;
  passes: number;
  /** Hashes at once; each occupies a thread of libuv's pool, which has four. */
  atOnce: number;
  /** Hashes that may wait for their turn; more are refused. */
  maxWaiting: number;
}

/** The pause that failed logins with one name at one address bring upon the next. */
export interface FailureConfig {
  /** Failures without a pause. */
  free: number;
  firstPauseMs: number;
  longestPauseMs: number;
  /** Failures are forgotten so long after the last of them. */
  forgetAfterMs: number;
}

/** An office or a class behind one address can begin together. */
const REGISTRATIONS: RegistrationLimits = { perAddress: 50, total: 500 };
const MANY = { min: 1, max: 1_000_000 };

/**
 * `passwords`: the minimum that OWASP recommends for argon2id, 19 MiB of memory, 2 passes, 1 lane
 * (https://cheatsheetseries.owasp.org/cheatsheets/Password_Storage_Cheat_Sheet.html): 25 to 90 ms
 * here. 128 waiting are answered within the 10 s that a caller waits.
 */
export const defaultAuthConfig: AuthConfig = {
  accessTokenLifeMs: 10 * MINUTE_MS,
  sessionLifeMs: 30 * DAY_MS,
  refreshGraceMs: 10 * SECOND_MS,
  signingKeyLifeMs: 30 * DAY_MS,
  registration: 'OPEN',
  registrations: REGISTRATIONS,
  publicUrl: undefined,
  passwords: { memoryKib: 19_456, passes: 2, atOnce: 2, maxWaiting: 128 },
  failures: {
    free: 5,
    firstPauseMs: SECOND_MS,
    longestPauseMs: 5 * MINUTE_MS,
    forgetAfterMs: 15 * MINUTE_MS,
  },
};

/**
 * The only reader of the service's environment; the table of variables is in the README. Throws
 * BAD_USER_INPUT, one line for each wrong value. An access token lives at most an hour: so long do
 * the other services remember that a session was revoked.
 */
export function readConfig(env: Env): AuthConfig {
  const defaults = defaultAuthConfig;
  const { memoryKib, passes, rateLimits, perAddress, total, ...rest } = readEnv(env, {
    accessTokenLifeMs: duration('CONFAB_ACCESS_TOKEN_LIFE', {
      default: defaults.accessTokenLifeMs,
      minMs: 10 * SECOND_MS,
      maxMs: 60 * MINUTE_MS,
    }),
    sessionLifeMs: duration('CONFAB_SESSION_LIFE', {
      default: defaults.sessionLifeMs,
      minMs: MINUTE_MS,
      maxMs: 365 * DAY_MS,
    }),
    refreshGraceMs: duration('CONFAB_REFRESH_GRACE', { default: defaults.refreshGraceMs, maxMs: MINUTE_MS }),
    signingKeyLifeMs: duration('CONFAB_SIGNING_KEY_LIFE', {
      default: defaults.signingKeyLifeMs,
      minMs: MINUTE_MS,
      maxMs: 365 * DAY_MS,
    }),
    registration: registration('CONFAB_REGISTRATION'),
    publicUrl: origin('CONFAB_PUBLIC_URL'),
    rateLimits: boolean('CONFAB_RATE_LIMIT', { default: true }),
    perAddress: integer('CONFAB_REGISTRATIONS_PER_ADDRESS', { ...MANY, default: REGISTRATIONS.perAddress }),
    total: integer('CONFAB_REGISTRATIONS', { ...MANY, default: REGISTRATIONS.total }),
    memoryKib: integer('CONFAB_ARGON2_MEMORY_KIB', { default: defaults.passwords.memoryKib, min: 8, max: 4_194_304 }),
    passes: integer('CONFAB_ARGON2_PASSES', { default: defaults.passwords.passes, min: 1, max: 100 }),
  });
  const registrations = rateLimits ? { perAddress, total } : undefined;
  return { ...defaults, ...rest, registrations, passwords: { ...defaults.passwords, memoryKib, passes } };
}

const POLICIES: Readonly<Record<string, RegistrationPolicy>> = {
  open: 'OPEN',
  invitation: 'INVITATION',
  closed: 'CLOSED',
};

function registration(name: string): Variable<RegistrationPolicy> {
  return {
    name,
    absent: () => defaultAuthConfig.registration,
    parse(text) {
      const policy = POLICIES[text];
      if (policy) return policy;
      throw new Error('must be open, invitation or closed');
    },
  };
}
