import { signedNameAt } from '@confab/text/mention-at';
import { isSameName } from '@confab/text/names';
import type { Env, StateInline } from 'markdown-it';
import type { KnownNames } from './known-names.ts';

const ROOM_NAME = /^\p{L}/u;

/** What a text is rendered for. */
export interface MarkdownEnvironment extends Env {
  /** Their own name is set off. */
  viewerName: string;
  /** The one of the names that a mention means; null where it means nobody, undefined where that is not known yet. Absent: the first. */
  meant?: KnownNames['meant'];
}

/** `#name` links to a room. One that begins with a digit is a number, such as `#1`. */
export function roomRule(state: StateInline, silent: boolean): boolean {
  if (state.src[state.pos] !== '#' || state.linkLevel > 0) return false;
  const [name] = signedNameAt(state.src, state.pos)?.names ?? [];
  if (!name || !ROOM_NAME.test(name)) return false;
  if (!silent) pushMention(state, '#', name);
  state.pos += 1 + name.length;
  return true;
}

/** A mention of somebody; text where the names are nobody's, or it is not known whose. The viewer's own is known without anybody's help. */
export function mentionOf(names: readonly string[], state: StateInline): void {
  const { viewerName, meant = ([first = '']) => first } = state.env as MarkdownEnvironment;
  const name = meant(names) ?? names.find((each) => isSameName(each, viewerName));
  const typed = name ?? names[0] ?? '';
  if (name === undefined) state.pending += `@${typed}`;
  else pushMention(state, '@', name);
  state.pos += 1 + typed.length;
}

/** A link to the conversation with a user, or to a room. */
function pushMention(state: StateInline, sign: '@' | '#', name: string): void {
  const { viewerName } = state.env as MarkdownEnvironment;
  const isViewer = sign === '@' && isSameName(name, viewerName);
  const link = state.push('link_open', 'a', 1);
  link.attrs = [
    ['href', `/${sign === '@' ? 'direct' : 'rooms'}/${encodeURIComponent(name)}`],
    ['class', isViewer ? 'mention own' : 'mention'],
  ];
  state.push('text', '', 0).content = sign + name;
  state.push('link_close', 'a', -1);
}
