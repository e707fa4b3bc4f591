/** Signs that belong to what stands behind them: `.NET`, `#123`, `@ann`, `~/bin`, `$5`, `+7`, `__init__`. */
const LEADING = /[.#@/~_+\p{Sc}]{1,2}$/u;
/** Signs that belong to what stands before them: `C++`, `C#`, `100%`, `5€`. */
const TRAILING = /^[+#%\p{Sc}]{1,3}/u;
/** Signs that make one of what stands on both sides: `node.js`, `foo_bar`, `src/app.ts`, `ann@example.com`, `AT&T`. */
const JOINING = /^[._/@:#+&=\\~%-]{1,3}$/;
/** Dots that stand for words left out, and not for a part of one. */
const ELLIPSIS = /\.\./;
const DIGIT_FIRST = /^\p{Nd}/u;
const DIGIT_LAST = /\p{Nd}$/u;
const DASH = /[‐‑–—−]/gu;

/** What the signs between two words make of them. */
export interface Signs {
  /** With the word before them. */
  trailing: string;
  /** With the word behind them. */
  leading: string;
  /** With both, which are one; empty where they are two. */
  joining: string;
}

/**
 * The signs in a gap between two words, empty where there is no word on that side. A hyphen joins where there is a
 * digit beside it (`2024-01-15`, `utf-8`): `well-known` and `well known` are the same. A comma joins digits (`3,14`).
 */
export function signsBetween(gap: string, before: string, behind: string): Signs {
  const signs = gap.replace(DASH, '-');
  const leading = behind === '' || ELLIPSIS.test(signs) ? '' : (LEADING.exec(signs)?.[0] ?? '');
  const trailing = before === '' ? '' : (TRAILING.exec(signs)?.[0] ?? '');
  return { trailing, leading, joining: before !== '' && joins(signs, before, behind) ? signs : '' };
}

function joins(signs: string, before: string, behind: string): boolean {
  if (behind === '' || ELLIPSIS.test(signs)) return false;
  if (signs === ',') return DIGIT_LAST.test(before) && DIGIT_FIRST.test(behind);
  if (signs === '-') return DIGIT_LAST.test(before) || DIGIT_FIRST.test(behind);
  return JOINING.test(signs);
}
