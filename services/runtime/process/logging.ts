import { type DestinationStream, type Logger, type LoggerOptions, pino } from 'pino';
import { choice } from './config.ts';
import { createLogLimit, kindOf, type LogLimits } from './log-limit.ts';

const MAX_CAUSES = 3;
/** Pino's number for warnings. */
const WARN = 40;

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
 * texts are masked if one is logged by mistake. Of warnings and errors of one kind it has the first in a minute, and then how many more there were.
 */
export function createLogger({
  name,
  level = 'info',
  destination,
  limits,
}: {
  name: string;
  level?: string;
  destination?: DestinationStream;
  limits?: LogLimits;
}): Logger {
  const options: LoggerOptions = {
    ...{ name, level, serializers: { err: describeError } },
    redact: { paths: REDACTED, censor: '[redacted]' },
    hooks: { logMethod: limited(limits) },
  };
  return destination ? pino(options, destination) : pino(options);
}

function limited(limits: LogLimits | undefined): NonNullable<LoggerOptions['hooks']>['logMethod'] {
  const limit = createLogLimit(limits);
  return function log(args, method, level) {
    const tell = (leftOut: number) => method.call(this, { leftOut }, args.find((arg) => typeof arg === 'string') ?? '');
    if (level < WARN || limit.admits(kindOf(args), tell)) method.apply(this, args);
  };
}

/** Drivers hang whole connections and topologies on their errors: only what tells an operator something is written. */
function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return String(error);
  const { name: type, message, stack, cause, code } = error as Error & { code?: unknown };
  const known = typeof code === 'string' || typeof code === 'number' ? { code } : {};
  const reason = cause === undefined || depth === MAX_CAUSES ? {} : { cause: describeError(cause, depth + 1) };
  return { type, message, ...known, stack, ...reason };
}
