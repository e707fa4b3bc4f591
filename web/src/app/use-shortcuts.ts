import { onScopeDispose } from 'vue';
import { hasOpenLayer } from '../shared/ui/open-layers.ts';
import { actionOf, type ShortcutAction, writesLatin } from './shortcuts.ts';

/** Runs what a key press asks for, wherever the focus is, until the caller's scope ends. */
export function useShortcuts(run: Readonly<Record<ShortcutAction, () => void>>): void {
  let latin: boolean | undefined;

  function onKeydown(event: KeyboardEvent): void {
    latin = writesLatin(event) ?? latin;
    if (event.defaultPrevented || event.repeat) return;
    const action = actionOf(event, latin);
    // Where Esc closes something, it does nothing else.
    if (!action || hasOpenLayer()) return;
    event.preventDefault();
    run[action]();
  }
  document.addEventListener('keydown', onKeydown);
  onScopeDispose(() => document.removeEventListener('keydown', onKeydown));
}

/** Whether the keys are those of a Mac. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
