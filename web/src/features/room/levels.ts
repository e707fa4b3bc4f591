import { isSameName } from '../../shared/name.ts';

/** What of a room the user is told while they do not look at it. */
export const levels = ['all', 'mentions', 'none'] as const;
export type Level = (typeof levels)[number];

/** What holds for a room until the user chooses. */
export const DEFAULT_LEVEL: Level = 'mentions';

/** The choices of one account by name of the room; those that are the default are not in it. */
export type Levels = Readonly<Record<string, Level>>;

export function levelOf(chosen: Levels, room: string): Level {
  const found = Object.keys(chosen).find((name) => isSameName(name, room));
  return (found !== undefined && chosen[found]) || DEFAULT_LEVEL;
}

export function withLevel(chosen: Levels, room: string, level: Level): Levels {
  const others = Object.entries(chosen).filter(([name]) => !isSameName(name, room));
  return Object.fromEntries(level === DEFAULT_LEVEL ? others : [...others, [room, level]]);
}

/** Reads what was kept; whatever else may stand there counts as no choice. */
export function parseLevels(kept: string | null): Levels {
  try {
    const value: unknown = JSON.parse(kept ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    const entries = Object.entries(value).filter((entry): entry is [string, Level] => levels.includes(entry[1]));
    return Object.fromEntries(entries);
  } catch {
    return {};
  }
}
