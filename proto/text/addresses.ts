/** Letters, digits and signs that make `http` before a colon the end of some other word. */
const SCHEME = /(?:^|[^a-z0-9_@#+.-])(https?)$/i;
const LONGEST_SCHEME = 6;
const HOST = /[\p{L}\p{N}[]/uy;
/** What ends an address: spaces, what stands around addresses, and the punctuation of scripts without spaces. */
const END =
  /[\s\p{Z}\p{Cc}<>"`|\u3001-\u3003\u3008-\u3011\u3014-\u301F\uFF01\uFF08\uFF09\uFF0C\uFF1A\uFF1B\uFF1F\uFF5B-\uFF65]/u;
/** Belongs to the sentence where an address ends with it. */
const TRAILING = /[?!.,:;'*_~([{]+$/;
const CLOSES: Record<string, string> = { ')': '(', ']': '[', '}': '{' };

/**
 * The address of the web whose colon stands at `colon`, as [start, end): `http://` or `https://`, up to a space or a
 * bracket that nothing in it opened, without the punctuation of the sentence around it. Undefined where there is none.
 */
export function addressAround(text: string, colon: number): { start: number; end: number } | undefined {
  if (!text.startsWith('://', colon)) return undefined;
  const scheme = SCHEME.exec(text.slice(Math.max(0, colon - LONGEST_SCHEME), colon))?.[1];
  HOST.lastIndex = colon + 3;
  if (!scheme || !HOST.test(text)) return undefined;
  const open: string[] = [];
  let end = colon + 3;
  for (; end < text.length; end += 1) {
    const sign = text.charAt(end);
    if (END.test(sign)) break;
    if ('([{'.includes(sign)) open.push(sign);
    else if (sign in CLOSES && open.pop() !== CLOSES[sign]) break;
  }
  const address = text.slice(colon + 3, end).replace(TRAILING, '');
  return address === '' ? undefined : { start: colon - scheme.length, end: colon + 3 + address.length };
}

/** Whether an address begins at `index`, such as the second word of `看https://example.org`. */
export function beginsAddress(text: string, index: number): boolean {
  const colon = text.indexOf('://', index);
  return colon >= 0 && colon <= index + 5 && addressAround(text, colon)?.start === index;
}
