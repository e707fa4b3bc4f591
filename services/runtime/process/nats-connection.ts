import { readFileSync } from 'node:fs';
import { connect, type NatsConnection } from 'nats';
import type { Logger } from 'pino';
import { AppError } from '../errors/app-error.ts';

export interface NatsConnectionOptions {
  /** One address, or several with commas. */
  url: string;
  /** Name of the service; what it is answered with goes to subjects that only its user may read. */
  service: string;
  user?: string | undefined;
  password?: string | undefined;
  /** PEM file of the authority that has signed the servers' certificates; turns TLS on. */
  caFile?: string | undefined;
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
}

/** Subjects of answers to a service. */
export function inboxPrefix(service: string): string {
  return `_INBOX_${service}`;
}

/**
 * Connects, and from then on reconnects for ever: within some 2 s of the server's return, spread by chance. A server that does not answer pings for 6 s counts as gone. Throws
 * UNAVAILABLE with one line where nobody answers, or the credentials are refused.
 */
export async function connectNats(options: NatsConnectionOptions): Promise<NatsConnection> {
  const { url, service, user, password, caFile, log } = options;
  let connection: NatsConnection;
  try {
    connection = await connect({
      servers: url.split(',').map((server) => server.trim()),
      name: `confab-${service}`,
      ...(user === undefined ? {} : { user, pass: password ?? '' }),
      ...(caFile === undefined ? {} : { tls: { ca: readFileSync(caFile, 'utf8') } }),
      inboxPrefix: inboxPrefix(service),
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
    for await (const { type, data } of connection.status()) {
      if (type === 'disconnect' || type === 'error') log.warn({ type, server: String(data) }, 'NATS is away');
      if (type === 'reconnect') log.info({ server: String(data) }, 'NATS is back');
    }
  })();
  return connection;
}
