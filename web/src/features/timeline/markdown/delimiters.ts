import type { MarkdownIt } from 'markdown-it';

/** What is worth setting off comes behind the marks: a word, a bracket that opens, a name such as `.env`; no punctuation that ends. */
const SOMETHING = /[*_~]*(?:[^\s.,;:!?)\]}/\\|*_~]|[.:!?]{1,3}[\p{L}\p{N}])/uy;
/** `.*word`, `[a-z]*`, a comment in code. */
const BEFORE_NO_START = /[/\\.)\]}$^]/;
/** `count(*)`, `[*]`. */
const BEFORE_NO_END = /[([{]/;
/** `src/*.ts`, `(a|*.b)`. */
const PARTS = /[/\\|]/;
/** The rest of the name of a file. */
const ENDING = /\.[\p{L}\p{N}]/uy;
const SPACE_OR_END = /^\s?$/;
const QUOTES = /["'’”»]/;

/**
 * Marks of emphasis set off what people write between them. In code that nobody marked as such they are text: in `count(*)`,
 * `src/*.ts`, `.*`, `"*"`. Two underscores are text always, for `__init__` is what it says.
 */
export function keepDelimitersOfCode(markdown: MarkdownIt): void {
  const { State } = markdown.inline;
  markdown.inline.State = class extends State {
    override scanDelims(start: number, canSplitWord: boolean) {
      const found = super.scanDelims(start, canSplitWord);
      const before = this.src[start - 1] ?? '';
      const end = start + found.length;
      const after = this.src[end] ?? '';
      const isQuoted = before === after && QUOTES.test(before);
      const isText = isQuoted || (this.src[start] === '_' && found.length > 1);
      return {
        ...found,
        can_open: found.can_open && !isText && !BEFORE_NO_START.test(before) && holdsAt(SOMETHING, this.src, end),
        can_close: found.can_close && !isText && mayEnd(before, after) && !holdsAt(ENDING, this.src, end),
      };
    }
  };
}

function mayEnd(before: string, after: string): boolean {
  return !BEFORE_NO_END.test(before) && (!PARTS.test(before) || SPACE_OR_END.test(after));
}

function holdsAt(pattern: RegExp, text: string, index: number): boolean {
  pattern.lastIndex = index;
  return pattern.test(text);
}
