import { actionOf } from './plain-text.ts';
import { withoutMarks } from './without-marks.ts';

/** A message as somebody reads it who knows no Markdown, in one line that stands behind the name of its author. */
export function plainLine(text: string): string {
  return withoutMarks(actionOf(text) ?? text)
    .replace(/\s*\n\s*/g, ' ')
    .trim();
}
