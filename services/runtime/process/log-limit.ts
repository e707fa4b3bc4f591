import { time } from '../kernel/clock/time.ts';

/** How many lines of one kind a window takes. */
export interface LogLimits {
  lines: number;
  windowMs: number;
}

/** A person reads a dozen lines to know what goes wrong; a client that makes the same happen again and again could fill the disk. */
const DEFAULT_LIMITS: LogLimits = { lines: 10, windowMs: 60_000 };
/** Kinds that are told apart at a time. What comes beyond them is one kind. */
const MOST_KINDS = 200;

interface Window {
  lines: number;
  leftOut: number;
  /** Writes that lines were left out. */
  tell: (leftOut: number) => void;
}

/** Lets the first lines of each kind through and counts the rest of the window. */
export interface LogLimit {
  /** Whether a line of this kind may be written. At the end of the window `tell` is called where lines were left out. */
  admits(kind: string, tell: (leftOut: number) => void): boolean;
}

export function createLogLimit({ lines, windowMs }: LogLimits = DEFAULT_LIMITS): LogLimit {
  const windows = new Map<string, Window>();

  const begin = (kind: string, tell: Window['tell']): Window => {
    const window: Window = { lines: 0, leftOut: 0, tell };
    windows.set(kind, window);
    const end = () => {
      windows.delete(kind);
      if (window.leftOut > 0) window.tell(window.leftOut);
    };
    time.after(windowMs, end);
    return window;
  };

  return {
    admits(asked, tell) {
      const kind = windows.has(asked) || windows.size < MOST_KINDS ? asked : 'others';
      const window = windows.get(kind) ?? begin(kind, tell);
      window.lines += 1;
      if (window.lines <= lines) return true;
      window.leftOut += 1;
      return false;
    },
  };
}

/** What two lines have in common that say the same: their message, and what failed where. */
export function kindOf([first, second]: readonly unknown[]): string {
  if (typeof first === 'string') return first;
  const { err } = (first ?? {}) as { err?: unknown };
  return [second, ...(err instanceof Error ? [err.name, whereThrown(err)] : [])].join(' ');
}

/** The first line of the stack that names a place. The message before it may hold what a client sent. */
function whereThrown({ stack = '' }: Error): string {
  return /\n {4}at .*/.exec(stack)?.[0].trim() ?? '';
}
