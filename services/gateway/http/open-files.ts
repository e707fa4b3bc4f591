import { readdirSync, readFileSync } from 'node:fs';

/** How many files this process may have open, and has. A connection is one of them. */
export interface OpenFiles {
  limit: number;
  inUse: number;
}

/** Of all that may be open, what is kept for the process itself: databases, other servers, files that it reads. */
const RESERVED_SHARE = 0.1;
const LEAST_RESERVED = 32;
const MOST_RESERVED = 1_000;
const LEAST_CONNECTIONS = 16;

/** Undefined where the system does not say: only Linux does. Node has raised the limit as far as it may by then. */
export function readOpenFiles(): OpenFiles | undefined {
  try {
    const [, limit] = /^Max open files\s+(\d+)/m.exec(readFileSync('/proc/self/limits', 'utf8')) ?? [];
    return limit === undefined ? undefined : { limit: Number(limit), inUse: readdirSync('/proc/self/fd').length };
  } catch {
    return undefined;
  }
}

/** How many connections there is room for beside what is open now and what is kept. */
export function roomForConnections({ limit, inUse }: OpenFiles): number {
  const reserved = Math.min(Math.max(Math.ceil(limit * RESERVED_SHARE), LEAST_RESERVED), MOST_RESERVED);
  return Math.max(limit - inUse - reserved, LEAST_CONNECTIONS);
}
