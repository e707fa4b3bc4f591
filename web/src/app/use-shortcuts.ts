import { onScopeDispose } from 'vue';
import { actionOf, type ShortcutAction } from './shortcuts.ts';

/** Where Esc closes something, it does nothing else. */
const OPEN_LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Runs what a key press asks for, wherever the focus is, until the caller's scope ends. */
export function useShortcuts(run: Readonly<Record<ShortcutAction, () => void>>): void {
  function onKeydown(event: KeyboardEvent): void {
    if (event.defaultPrevented || event.isComposing || event.repeat) return;
    const action = actionOf(event);
    if (!action || document.querySelector(OPEN_LAYERS)) return;
    event.preventDefault();
    run[action]();
  }
  document.addEventListener('keydown', onKeydown);
  onScopeDispose(() => document.removeEventListener('keydown', onKeydown));
}

/** Whether the keys are those of a Mac. */
export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);
