import type { Env, StateInline } from 'markdown-it';
import { isSameName } from '../../../shared/name.ts';

/** A name as the server reads it in a text: whatever follows the sign, up to the first character that no name has. */
const NAME = /[\p{L}\p{M}\p{N}_-]{1,64}/uy;
/** Within a word or an address the signs mean nothing. */
const WITHIN_WORD = /[\p{L}\p{M}\p{N}_@#&/.-]$/u;
const ROOM_NAME = /^\p{L}/u;

/** What a text is rendered for. */
export interface MarkdownEnvironment extends Env {
  /** Their own name is set off. */
  viewerName: string;
}

/** `@name` links to the conversation with a user, `#name` to a room. One that begins with a digit is a number, such as `#1`. */
export function mentionRule(state: StateInline, silent: boolean): boolean {
  const sign = state.src[state.pos];
  if ((sign !== '@' && sign !== '#') || state.linkLevel > 0) return false;
  if (WITHIN_WORD.test(state.src.slice(Math.max(0, state.pos - 2), state.pos))) return false;
  NAME.lastIndex = state.pos + 1;
  const name = NAME.exec(state.src)?.[0];
  if (!name || (sign === '#' && !ROOM_NAME.test(name))) return false;
  if (!silent) pushLink(state, sign, name);
  state.pos += 1 + name.length;
  return true;
}

function pushLink(state: StateInline, sign: '@' | '#', name: string): void {
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
