/** What the keyboard does wherever the focus is. The composer and the log have keys of their own besides. */
export const shortcuts = [
  { action: 'switch', key: 'k', code: 'KeyK', mod: true },
  { action: 'search', key: 'f', code: 'KeyF', mod: true, shift: true },
  { action: 'nextPlace', key: 'ArrowDown', alt: true },
  { action: 'previousPlace', key: 'ArrowUp', alt: true },
  { action: 'nextUnread', key: 'ArrowDown', alt: true, shift: true },
  { action: 'previousUnread', key: 'ArrowUp', alt: true, shift: true },
  { action: 'markRead', key: 'Escape' },
  { action: 'list', key: '/', code: 'Slash', mod: true },
] as const satisfies readonly Shortcut[];

interface Shortcut {
  action: string;
  key: string;
  /** Where the key is on the keyboard, for layouts that write something else with it. */
  code?: string;
  /** Ctrl, or Cmd on a Mac. */
  mod?: true;
  alt?: true;
  shift?: true;
}

export type ShortcutAction = (typeof shortcuts)[number]['action'];

export type PressedKey = Pick<KeyboardEvent, 'key' | 'code' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>;

/** What a key press asks for, if anything. */
export function actionOf(event: PressedKey): ShortcutAction | undefined {
  return shortcuts.find((shortcut: Shortcut) => {
    const sameKey = event.key.toLowerCase() === shortcut.key.toLowerCase() || event.code === shortcut.code;
    const mod = event.ctrlKey || event.metaKey;
    const asked = [shortcut.mod ?? false, shortcut.alt ?? false, shortcut.shift ?? false];
    return sameKey && [mod, event.altKey, event.shiftKey].every((held, i) => held === asked[i]);
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
