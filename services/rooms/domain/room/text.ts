import { badInput } from '@confab/runtime/kernel/errors/app-error';
import { parseDisplayName } from '@confab/runtime/kernel/names/display-name';

/**
 * Characters (code points) of a topic or of the reason of a kick or ban: what fits a line or two of
 * the web app's header.
 */
export const MAX_LINE_LENGTH = 250;

/** Control characters, lone surrogates, and separators of lines and paragraphs. */
const NOT_IN_A_LINE = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}]/u;

/** Checks one line of text, trimmed; null when nothing is left. BAD_USER_INPUT naming the field. */
export function parseLine(field: string, raw: string | null | undefined): string | null {
  const line = raw?.trim() ?? '';
  if (line === '') return null;
  if (NOT_IN_A_LINE.test(line) || [...line].length > MAX_LINE_LENGTH) {
    throw badInput(field, `Use at most ${MAX_LINE_LENGTH} characters on one line, without control characters.`);
  }
  return line;
}

/**
 * What people see instead of the room's name, cleaned as display names of people are; null where
 * that is nothing else than the name. BAD_USER_INPUT naming `displayName` where something is typed
 * of which nothing can be seen, or too much.
 */
export function parseShownName(name: string, raw: string | null | undefined): string | null {
  if (!raw) return null;
  const shown = parseDisplayName(raw);
  return shown === name ? null : shown;
}
