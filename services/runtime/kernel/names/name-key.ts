import { PROTOTYPES } from './look-alikes.ts';

const IGNORABLE = /\p{Default_Ignorable_Code_Point}/gu;
/** The dot above a letter that has a dot anyway: nobody sees it. Marks below the letter may stand between the two. */
const SECOND_DOT = /(\p{Soft_Dotted}\p{Mn}*?)\u0307/gu;

/**
 * The keys of a name, one or two. Names that look alike have a key in common, so what has a key of a name that is
 * taken is taken.
 *
 * The first key is that of the name in small letters. The second one is that of the name as it is typed, and absent
 * if it is the same: a capital letter may look like a letter that its small form does not look like (`I` like `l`,
 * Cyrillic `В` like `B`). Total: names of before there was a rule have keys too.
 */
export function nameKeys(name: string): readonly string[] {
  const folded = nameKey(name);
  const typed = nameKey(skeleton(name.normalize('NFKC')));
  return folded === typed ? [folded] : [folded, typed];
}

/**
 * What a name looks like in small letters: NFKC, full case folding, then the skeleton of UTS #39. A prototype may be
 * a capital letter or may have a prototype after folding, so these steps are taken until nothing changes. Idempotent.
 * For comparing only, never to be shown.
 */
export function nameKey(name: string): string {
  let key = name;
  for (;;) {
    const next = skeleton(foldCase(key.normalize('NFKC')));
    if (next === key) return key;
    key = next;
  }
}

/** Full case folding of Unicode (CaseFolding.txt, C and F): `ß` becomes `ss`. The final sigma is a sigma. */
function foldCase(text: string): string {
  return text.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ');
}

/** UTS #39, section 4: without what is not seen, each character replaced by its prototype. In NFD. */
function skeleton(text: string): string {
  const seen = text.normalize('NFD').replace(IGNORABLE, '');
  const shapes = Array.from(seen, (character) => PROTOTYPES.get(character) ?? character).join('');
  return shapes.normalize('NFD').replace(SECOND_DOT, '$1').normalize('NFD');
}
