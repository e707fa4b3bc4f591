import { accessSync, constants } from 'node:fs';
import { isVisible } from '@confab/text/visible';
import { AppError } from '../kernel/errors/app-error.ts';

/** The environment as a process finds it. */
export type Env = Readonly<Record<string, string | undefined>>;

/** One environment variable: its name, what it is when unset, and how its text is read. */
export interface Variable<T> {
  name: string;
  /** Returns the value of an unset or empty variable; throws an Error that says what is missing. */
  absent(): T;
  /** Throws an Error whose message goes on behind the variable's name: `must be …`. */
  parse(text: string): T;
  /** Its text is never printed. */
  secret?: boolean;
}

export type Config<Variables> = {
  [K in keyof Variables]: Variables[K] extends Variable<infer T> ? T : never;
};

/**
 * Reads all variables. Where any is wrong, throws one BAD_USER_INPUT with a line for each that says what it must be: an operator
 * mends them all at once. An empty variable counts as unset.
 */
export function readEnv<Variables extends Record<string, Variable<unknown>>>(
  env: Env,
  variables: Variables,
): Config<Variables> {
  const config: Record<string, unknown> = {};
  const problems: string[] = [];
  for (const [key, variable] of Object.entries(variables)) {
    const text = env[variable.name]?.trim() || undefined;
    try {
      config[key] = text === undefined ? variable.absent() : variable.parse(text);
    } catch (error) {
      const shown = text === undefined || variable.secret ? '' : `, not ${JSON.stringify(text.slice(0, 100))}`;
      problems.push(`${variable.name} ${(error as Error).message}${shown}`);
    }
  }
  if (problems.length > 0) throw new AppError('BAD_USER_INPUT', problems.join('\n'));
  return config as Config<Variables>;
}

/** What to take where the variable is unset; without it the variable must be set. */
interface Optional<T> {
  default?: T;
}

function variable<T>(name: string, options: Optional<T>, parse: (text: string) => T): Variable<T> {
  return {
    name,
    parse,
    absent() {
      if (!('default' in options)) throw new Error('must be set');
      return options.default as T;
    },
  };
}

/** Any text. `secret`: it is never printed. */
export function string(name: string, options: Optional<string> & { secret?: boolean } = {}): Variable<string> {
  return { ...variable(name, options, (text) => text), secret: options.secret ?? false };
}

/** Any text, or undefined where the variable is unset. */
export function optionalString(name: string): Variable<string | undefined> {
  return variable<string | undefined>(name, { default: undefined }, (text) => text);
}

/** An origin such as `https://chat.example`, as browsers write it, or undefined where the variable is unset. */
export function origin(name: string): Variable<string | undefined> {
  return variable<string | undefined>(name, { default: undefined }, (text) =>
    originOf(text, 'must be an address such as https://chat.example, without a path'),
  );
}

/** Origins with commas between them; none where the variable is unset. */
export function origins(name: string): Variable<readonly string[]> {
  const problem = 'must be origins such as https://app.example, with commas between them';
  return variable<readonly string[]>(name, { default: [] }, (text) =>
    text.split(',').flatMap((part) => (part.trim() ? originOf(part.trim(), problem) : [])),
  );
}

function originOf(text: string, problem: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search || url.hash || url.username) {
    throw new Error(problem);
  }
  return url.origin;
}

/** Not in one line that people read: line breaks, and what turns the direction of text. */
const UNSEEN_IN_A_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u;

/** A line of text that people read, of 1 to `max` characters. */
export function line(name: string, options: Optional<string> & { max: number }): Variable<string> {
  return variable(name, options, (text) => {
    if ([...text].length > options.max || UNSEEN_IN_A_LINE.test(text) || !isVisible(text)) {
      throw new Error(`must be one line of 1 to ${options.max} characters`);
    }
    return text;
  });
}

/** The path of a file that can be read, or undefined where the variable is unset. */
export function optionalFile(name: string): Variable<string | undefined> {
  return variable<string | undefined>(name, { default: undefined }, (path) => {
    try {
      accessSync(path, constants.R_OK);
      return path;
    } catch {
      throw new Error('must be a file that can be read');
    }
  });
}

/** A whole number between the bounds, both included. */
export function integer(name: string, options: Optional<number> & { min: number; max: number }): Variable<number> {
  return variable(name, options, (text) => {
    const value = Number(text);
    if (!/^-?\d{1,15}$/.test(text) || value < options.min || value > options.max) {
      throw new Error(`must be a whole number from ${options.min} to ${options.max}`);
    }
    return value;
  });
}

/** A TCP port to listen on; 0 lets the system choose a free one. */
export function port(name: string, options: Optional<number> = {}): Variable<number> {
  return integer(name, { ...options, min: 0, max: 65_535 });
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 };

/** A span of time such as `500ms`, `5s`, `15m`, `12h` or `30d`; milliseconds in the config. `default` and bounds are in milliseconds. */
export function duration(
  name: string,
  options: Optional<number> & { minMs?: number; maxMs?: number } = {},
): Variable<number> {
  const { minMs = 0, maxMs = Number.MAX_SAFE_INTEGER } = options;
  return variable(name, options, (text) => {
    const [, count, unit = ''] = /^(\d{1,9})(ms|s|m|h|d)$/.exec(text) ?? [];
    const value = Number(count) * (UNITS[unit] ?? Number.NaN);
    if (!(value >= minMs && value <= maxMs)) {
      const bounds = maxMs === Number.MAX_SAFE_INTEGER ? '' : ` from ${minMs}ms to ${maxMs}ms`;
      throw new Error(`must be a duration${bounds} such as 500ms, 5s, 15m, 12h or 30d`);
    }
    return value;
  });
}

/** One of the given words. */
export function choice<const T extends string>(
  name: string,
  words: readonly T[],
  options: Optional<NoInfer<T>> = {},
): Variable<T> {
  return variable<T>(name, options, (text) => {
    const word = words.find((candidate) => candidate === text);
    if (word === undefined) throw new Error(`must be one of ${words.join(', ')}`);
    return word;
  });
}

/** `on` or `off`; `true`, `1`, `yes` and `false`, `0`, `no` are understood too. */
export function boolean(name: string, options: Optional<boolean> = {}): Variable<boolean> {
  return variable(name, options, (text) => {
    if (/^(on|true|1|yes)$/i.test(text)) return true;
    if (/^(off|false|0|no)$/i.test(text)) return false;
    throw new Error('must be on or off');
  });
}
