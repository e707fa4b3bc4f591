import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { ROOT } from '../run.ts';

/** Who may say and hear what, as in production. */
export const NATS_CONF = join(ROOT, 'deploy/components/nats/nats.conf');
const SERVICES = ['auth', 'rooms', 'messages', 'gateway'] as const;

export interface NatsUser {
  user: string;
  password: string;
}

/** By service. */
export type NatsUsers = Readonly<Record<(typeof SERVICES)[number], NatsUser>>;

/** Users with fresh passwords. A password begins with a letter: nats-server would read one that looks like a number as a number. */
export function newNatsUsers(): NatsUsers {
  return usersWith(() => `p${randomBytes(16).toString('hex')}`);
}

/** The users of a server that runs elsewhere: their passwords from `NATS_<SERVICE>_PASSWORD`, as its own configuration reads them. */
export function natsUsersOf(env: NodeJS.ProcessEnv): NatsUsers {
  return usersWith((service) => env[variableOf(service)] ?? '');
}

/** What the configuration file reads. */
export function natsPasswords(users: NatsUsers): Record<string, string> {
  return Object.fromEntries(Object.values(users).map(({ user, password }) => [variableOf(user), password]));
}

function usersWith(passwordOf: (service: string) => string): NatsUsers {
  return Object.fromEntries(
    SERVICES.map((service) => [service, { user: service, password: passwordOf(service) }]),
  ) as NatsUsers;
}

function variableOf(service: string): string {
  return `NATS_${service.toUpperCase()}_PASSWORD`;
}
