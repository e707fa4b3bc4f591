import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { connect, type NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { AppError } from '../../kernel/errors/app-error.ts';
import './mend-client.ts';

export interface NatsConnectionOptions {
  /** One address, or several with commas; behind `tls://` nothing is said in the clear. */
  url: string;
  /** Name of the service; what it is answered with goes to subjects that only its user may read. */
  service: string;
  user?: string | undefined;
  password?: string | undefined;
  /** PEM file of the authority that has signed the servers' certificates; turns TLS on. */
  caFile?: string | undefined;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

const FLUSH_AGAIN_MS = 100;
const TLS_SCHEME = /(?:^|,)\s*tls:/i;

/** Resolves once the broker has taken all that was sent before, however often the connection breaks off meanwhile. UNAVAILABLE when it is closed. */
export async function flushed(connection: NatsConnection): Promise<void> {
  for (;;) {
    try {
      return await connection.flush();
    } catch (cause) {
      if (connection.isClosed()) throw new AppError('UNAVAILABLE', 'NATS cannot be reached.', { cause });
      await pause(FLUSH_AGAIN_MS);
    }
  }
}

/** What subjects of answers to a service begin with; the name of who answers follows. */
export function answersTo(service: string): string {
  return `answers.${service}`;
}

/**
 * Connects, and from then on reconnects for ever: within some 2 s of the server's return, spread by chance. A server that does not answer pings for 6 s counts as gone. Throws
 * UNAVAILABLE with one line where nobody answers, or the credentials are refused.
 */
export async function connectNats(options: NatsConnectionOptions): Promise<NatsConnection> {
  const { url, service, user, password, caFile, log } = options;
  const tls = caFile === undefined ? TLS_SCHEME.test(url) && {} : { ca: readFileSync(caFile, 'utf8') };
  let connection: NatsConnection;
  try {
    connection = await connect({
      servers: url.split(',').map((server) => server.trim()),
      name: `confab-${service}`,
      ...(user === undefined ? {} : { user, pass: password ?? '' }),
      ...(tls && { tls }),
      inboxPrefix: answersTo(service),
      reconnect: true,
      maxReconnectAttempts: -1,
      reconnectTimeWait: 250,
      reconnectJitter: 750,
      reconnectJitterTLS: 1_000,
      pingInterval: 2_000,
      maxPingOut: 2,
      timeout: 3_000,
      ignoreAuthErrorAbort: true,
    });
  } catch (cause) {
    throw new AppError('UNAVAILABLE', 'NATS does not answer at NATS_URL, or refuses NATS_USER.', { cause });
  }
  void (async () => {
    for await (const { type, data, permissionContext } of connection.status()) {
      if (type === 'disconnect') log.warn({ server: String(data) }, 'NATS is away');
      if (type === 'error') log.warn({ code: String(data), ...permissionContext }, 'NATS has refused something');
      if (type === 'reconnect') log.info({ server: String(data) }, 'NATS is back');
    }
  })();
  return connection;
}
