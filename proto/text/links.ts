/** What links of messages may open. */
const ALLOWED = /^(?:https?:\/\/|mailto:)/i;
const AUTOLINK =
  /<((?:https?:\/\/|mailto:)[^<>\p{Cc} ]+|[a-z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-z0-9-]+(?:\.[a-z0-9-]+)+)>/iuy;
const SPACE = /[ \t\n]*/y;
const MAX_DEPTH = 32;

/** Behind the label of a link: `(address "title")`. Address and title as they were typed, with their escapes. */
export interface LinkTarget {
  address: string;
  title: string;
  /** Behind the closing parenthesis. */
  end: number;
}

/** The target that begins at `start`, with an address that may be opened; undefined where there is none. */
export function linkTargetAt(text: string, start: number): LinkTarget | undefined {
  if (text[start] !== '(') return undefined;
  const from = skipSpace(text, start + 1);
  const address = text[from] === '<' ? bracketedAt(text, from) : bareAt(text, from);
  if (!address || !ALLOWED.test(address.value)) return undefined;
  const behind = skipSpace(text, address.end);
  const title = behind > address.end ? titleAt(text, behind) : undefined;
  const end = title ? skipSpace(text, title.end) : behind;
  return text[end] === ')' ? { address: address.value, title: title?.value ?? '', end: end + 1 } : undefined;
}

/** The address in angle brackets at `start`, without them; undefined where there is none. The host of an e-mail address has a dot: `<a@bob>` names bob. */
export function autolinkAt(text: string, start: number): { address: string; end: number } | undefined {
  AUTOLINK.lastIndex = start;
  const address = AUTOLINK.exec(text)?.[1];
  return address ? { address, end: AUTOLINK.lastIndex } : undefined;
}

interface Part {
  value: string;
  end: number;
}

function skipSpace(text: string, index: number): number {
  SPACE.lastIndex = index;
  SPACE.test(text);
  return SPACE.lastIndex;
}

function bracketedAt(text: string, start: number): Part | undefined {
  for (let index = start + 1; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === '\n' || sign === '<') return undefined;
    if (sign === '>') return { value: text.slice(start + 1, index), end: index + 1 };
    if (sign === '\\') index += 1;
  }
  return undefined;
}

function bareAt(text: string, start: number): Part | undefined {
  let depth = 0;
  let index = start;
  for (; index < text.length; index += 1) {
    const sign = text.charAt(index);
    if (sign <= ' ' || sign === '\u007F') break;
    if (sign === '(') depth += 1;
    if (sign === ')' && depth === 0) break;
    if (sign === ')') depth -= 1;
    if (sign === '\\' && text.charAt(index + 1) > ' ') index += 1;
    if (depth > MAX_DEPTH) return undefined;
  }
  return depth === 0 && index > start ? { value: text.slice(start, index), end: index } : undefined;
}

const CLOSING: Record<string, string> = { '"': '"', "'": "'", '(': ')' };

function titleAt(text: string, start: number): Part | undefined {
  const closing = CLOSING[text.charAt(start)];
  if (!closing) return undefined;
  for (let index = start + 1; index < text.length; index += 1) {
    const sign = text[index];
    if (sign === closing) return { value: text.slice(start + 1, index), end: index + 1 };
    if (sign === '(' && closing === ')') return undefined;
    if (sign === '\\') index += 1;
  }
  return undefined;
}
