/** What the keyboard does wherever the focus is. The composer and the log have keys of their own besides. */
export const shortcuts = [
  { action: 'switch', key: 'k', code: 'KeyK', mod: true },
  { action: 'search', key: 'f', code: 'KeyF', mod: true, shift: true },
  { action: 'nextPlace', key: 'ArrowDown', alt: true },
  { action: 'previousPlace', key: 'ArrowUp', alt: true },
  { action: 'nextUnread', key: 'ArrowDown', alt: true, shift: true },
  { action: 'previousUnread', key: 'ArrowUp', alt: true, shift: true },
  { action: 'markRead', key: 'Escape' },
  { action: 'list', key: '/', code: 'Slash', elsewhere: '.', mod: true },
] as const satisfies readonly Shortcut[];

interface Shortcut {
  action: string;
  key: string;
  /** Where the key is on the keyboard, for layouts without Latin letters. */
  code?: string;
  /** The sign that Cyrillic and Hebrew layouts write with the key at that place. */
  elsewhere?: string;
  /** Ctrl, or Cmd on a Mac. */
  mod?: true;
  alt?: true;
  shift?: true;
}

export type ShortcutAction = (typeof shortcuts)[number]['action'];

export type ShortcutKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** A letter of Thai or Hindi may be a mark. */
const LETTER = /^[\p{L}\p{M}]$/u;
const LATIN = /^\p{Script=Latin}$/u;

/** Whether a key shows that the layout has Latin letters; undefined where it shows nothing, as with Cmd, which changes the layout of a Mac. */
export function writesLatin({ key, ctrlKey, metaKey, altKey }: ShortcutKey): boolean | undefined {
  return LETTER.test(key) && !ctrlKey && !metaKey && !altKey ? LATIN.test(key) : undefined;
}

/**
 * What a key press asks for, if anything. It goes by what the key writes. Only where that is a letter of another script it goes by the place of
 * the key: on a German keyboard Ctrl and the key at the place of the slash make the page smaller. `latin` says whether the layout is known to
 * have Latin letters: a dot is at the place of the slash in Russian, and in Turkish.
 */
export function actionOf(event: ShortcutKey, latin?: boolean): ShortcutAction | undefined {
  const { key, code, altKey, shiftKey } = event;
  const mod = event.ctrlKey || event.metaKey;
  const isElsewhere = LETTER.test(key) && !LATIN.test(key);
  return shortcuts.find((shortcut: Shortcut) => {
    const written = key.toLowerCase() === shortcut.key.toLowerCase();
    const atPlace = code === shortcut.code && (isElsewhere || (key === shortcut.elsewhere && latin !== true));
    if (!written && !atPlace) return false;
    // Many layouts write signs with Shift, the slash among them.
    const shift = written && shortcut.key === '/' ? shiftKey : (shortcut.shift ?? false);
    const asked = [shortcut.mod ?? false, shortcut.alt ?? false, shift];
    return [mod, altKey, shiftKey].every((held, i) => held === asked[i]);
  })?.action;
}

const symbols: Record<string, string> = { ArrowDown: '↓', ArrowUp: '↑', Escape: 'Esc', k: 'K', f: 'F' };

/** The keys of a shortcut as they are printed on this keyboard. */
export function keysOf(action: ShortcutAction, isMac: boolean): string[] {
  const shortcut: Shortcut | undefined = shortcuts.find((candidate) => candidate.action === action);
  if (!shortcut) return [];
  const { key, mod, alt, shift } = shortcut;
  return [
    ...(mod ? [isMac ? '⌘' : 'Ctrl'] : []),
    ...(alt ? [isMac ? '⌥' : 'Alt'] : []),
    ...(shift ? [isMac ? '⇧' : 'Shift'] : []),
    symbols[key] ?? key,
  ];
}
