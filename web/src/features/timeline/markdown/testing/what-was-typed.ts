/** What a reader sees of HTML that the renderer made, as text. */
export function visibleText(html: string): string {
  return html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&amp;', '&');
}

interface Character {
  sign: string;
  /** Whether it may be a mark, which is not shown where it is understood as one. */
  mark: boolean;
}

/** Characters that an address shows as escapes, because nobody would see them. */
const ESCAPED = /[\p{Cf}\p{Default_Ignorable_Code_Point}]|(?! )\p{Z}/u;
const INVISIBLE = /[\s\p{Default_Ignorable_Code_Point}]/u;
/** Marks of blocks stand before anything else of a line: quotes, bullets, headings. The numbers of lists, among them, are shown. */
const BLOCK_MARKS = /^[\s>]*(?:(?:[-+*]|\d{1,9}[.)])\s+[\s>]*)*(?:#{1,6}(?=\s))?/;
const BLOCK_MARK = /[^\d.)]/g;
/** The second line of a table is marks alone. */
const TABLE_RULE = /^[\s>]*[-:|\s]+$/;
const HEADING_END = /\s#+\s*$/;
/** Marks of emphasis, code and table cells stand anywhere. A backslash is one only before the bar that it keeps in a cell. */
const INLINE_MARKS = /[*_~`|]|\\(?=\|)/g;
/** What comes after a backslash is no mark of emphasis, unless the backslash is the end of an address. */
const UNESCAPED_MARKS = /(?<!(?<!\\)(?:\\\\)*\\)[*_~]|[`|]|\\(?=\|)/g;
/** The label of a link is shown, its address is not; of an address in angle brackets, the brackets are not. */
const LINK_MARKS =
  /\[(?=[\s\S]*\]\(https?:\/\/)|\]\(https?:\/\/[^)\s]*(?: "[^"\n]*")?\)|<(?=https?:\/\/)|(?<=https?:\/\/\S*)>|<(?=[^<>\s]+@[^<>\s]+>)|(?<=<[^<>\s]+@[^<>\s]+)>/g;

/** Whether what is seen holds each visible character of what was typed, in order, but for marks, and nothing besides. */
export function showsAllOf(typed: string, seen: string): boolean {
  const shown = [...seen].filter((sign) => !INVISIBLE.test(sign));
  let places = new Set([0]);
  for (const { sign, mark } of visibleCharacters(typed)) {
    const next = new Set(mark ? places : []);
    for (const place of places) if (shown[place] === sign) next.add(place + 1);
    places = next;
  }
  return places.has(shown.length);
}

function visibleCharacters(typed: string): Character[] {
  const marks = marksOf(typed);
  const signs: Character[] = [];
  let at = 0;
  for (const sign of typed) {
    if (ESCAPED.test(sign)) signs.push(...[...encodeURIComponent(sign)].map((each) => ({ sign: each, mark: true })));
    else if (!INVISIBLE.test(sign)) signs.push({ sign, mark: marks.has(at) });
    at += sign.length;
  }
  return signs;
}

/** Where the text has marks, which is at the offsets of their characters. */
function marksOf(typed: string): Set<number> {
  const marks = new Set<number>();
  const add = (start: number, length: number) => {
    for (let i = start; i < start + length; i += 1) marks.add(i);
  };
  for (const pattern of [typed.includes('://') ? INLINE_MARKS : UNESCAPED_MARKS, LINK_MARKS]) {
    for (const found of typed.matchAll(pattern)) add(found.index, found[0].length);
  }
  let start = 0;
  for (const line of typed.split('\n')) {
    if (TABLE_RULE.test(line)) add(start, line.length);
    for (const { index } of (BLOCK_MARKS.exec(line)?.[0] ?? '').matchAll(BLOCK_MARK)) add(start + index, 1);
    const end = HEADING_END.exec(line);
    if (end) add(start + end.index, end[0].length);
    start += line.length + 1;
  }
  return marks;
}
