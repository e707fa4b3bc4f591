import { type DestinationStream, type Logger, pino } from 'pino';
import { choice } from './config.ts';

/** `LOG_LEVEL`, for each process's config. */
export const logLevel = choice('LOG_LEVEL', ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'], {
  default: 'info',
});

/** What must never be written down, whatever object it sits in. */
const SECRET_FIELDS = [
  'token',
  'accessToken',
  'refreshToken',
  'password',
  'currentPassword',
  'newPassword',
  'secret',
  'privateKey',
  'passwordHash',
  'familyHash',
  'tokenHash',
  'fromHash',
  'text',
  'cookie',
  'authorization',
  'Cookie',
  'Authorization',
  'set-cookie',
];

/** Pino matches a path level by level: each field at the top and up to three objects deep. */
const REDACTED = SECRET_FIELDS.flatMap((field) => {
  const last = /^\w+$/.test(field) ? `.${field}` : `["${field}"]`;
  return [last.replace(/^\./, ''), `*${last}`, `*.*${last}`, `*.*.*${last}`];
});

/**
 * The log of a process: one JSON object a line on standard output (or `destination`). Tokens, passwords, cookies and message
 * texts are masked if one is logged by mistake.
 */
export function createLogger({
  name,
  level = 'info',
  destination,
}: {
  name: string;
  level?: string;
  destination?: DestinationStream;
}): Logger {
  const options = { name, level, redact: { paths: REDACTED, censor: '[redacted]' } };
  return destination ? pino(options, destination) : pino(options);
}
