const FENCE = /^ {0,3}(`{3,}|~{3,})([^\n]*)\n?([\s\S]*?)(?:\n {0,3}\1[`~]*[ \t]*$|$(?![\s\S]))/gm;
const QUOTE_OR_HEADING = /^(?: {0,3}(?:>[ \t]?|#{1,6}[ \t]+))+/gm;
const BULLET = /^([ \t]*)[-+*][ \t]+(?=\S)/gm;
const TABLE_LINE = /^[ \t]*\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)+\|?[ \t]*$\n?/gm;
const TABLE_EDGE = /^[ \t]*\|[ \t]*|[ \t]*\|[ \t]*$/gm;
const CODE = /(?<!`)(`+)(?!`)((?:[^\n]|\n(?!\n))*?[^`])\1(?!`)/g;
const LINK = /(?<!\\)\[([^[\]\n]+)\]\((?:<[^<>\n]*>|[^()\s]+)(?:\s+"[^"\n]*")?\)/g;
const ADDRESS = /<((?:https?:\/\/|mailto:)[^<>\s]+|[^<>\s@]+@[^<>\s]+)>/g;
const PAIR = /(?<![\p{L}\p{N}\\*~])(\*{1,3}|~~)(?=[^\s*~])((?:[^\n]|\n(?!\n))*?[^\s\\])\1(?![*~])/gu;
const UNDERSCORES = /(?<![\p{L}\p{N}\\_])(_{1,3})(?=[^\s_])((?:[^\n]|\n(?!\n))*?[^\s\\])\1(?![\p{L}\p{N}_])/gu;
/** Stands for what is taken as it is; such a character is in no text that people type. */
const KEPT = /\uE000(\d+)\uE001/g;

/**
 * The text of a message as somebody reads it who knows no Markdown: words without the marks around them. It is shown until the renderer is
 * there, which alone knows what is a mark for certain, and takes about as much room.
 */
export function withoutMarks(text: string): string {
  const kept: string[] = [];
  const keep = (piece: string) => `\uE000${kept.push(piece) - 1}\uE001`;
  const blocks = text
    .replace(FENCE, (_all, _mark, language: string, code: string) =>
      keep([language.trim(), code].filter(Boolean).join('\n')),
    )
    .replace(QUOTE_OR_HEADING, '')
    .replace(BULLET, '$1• ');
  const words = withoutTable(blocks)
    .replace(CODE, (_all, _mark, code: string) => keep(code))
    .replace(LINK, '$1')
    .replace(ADDRESS, '$1');
  return withoutPairs(words).replace(KEPT, (all, at) => kept[Number(at)] ?? all);
}

/** The bars of cells are marks where there is a table at all, which the line below its head makes. */
function withoutTable(text: string): string {
  const rows = text.replace(TABLE_LINE, '');
  return rows === text ? text : rows.replace(TABLE_EDGE, '').replaceAll(/[ \t]+\|[ \t]+/g, '  ');
}

/** Pairs stand within each other, each kind once. */
function withoutPairs(text: string): string {
  let bare = text;
  for (let round = 0; round < 3; round += 1) bare = bare.replace(PAIR, '$2').replace(UNDERSCORES, '$2');
  return bare;
}
