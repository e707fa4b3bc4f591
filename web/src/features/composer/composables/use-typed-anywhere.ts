import { onScopeDispose, type ShallowRef } from 'vue';
import { isField } from '../../../shared/input-method.ts';
import { hasOpenLayer } from '../../../shared/ui/open-layers.ts';
import { isTypedKey } from '../typed-key.ts';

/**
 * Gives what is typed or pasted anywhere on the page to an input, unless another field has the focus or something is open above the page. The
 * input takes the focus with the first key, before the browser writes, so that it gets that key too, and the whole of a composition.
 */
export function useTypedAnywhere(input: Readonly<ShallowRef<HTMLTextAreaElement | null>>): void {
  const isElsewhere = () => isField(document.activeElement) || hasOpenLayer();

  function onKeydown(event: KeyboardEvent): void {
    if (!event.defaultPrevented && isTypedKey(event) && !isElsewhere()) input.value?.focus();
  }

  function onPaste(event: ClipboardEvent): void {
    const text = event.clipboardData?.getData('text/plain');
    if (event.defaultPrevented || !text || !input.value || isElsewhere()) return;
    event.preventDefault();
    input.value.focus();
    // The only way to write that can be undone.
    document.execCommand('insertText', false, text);
  }

  document.addEventListener('keydown', onKeydown);
  document.addEventListener('paste', onPaste);
  onScopeDispose(() => {
    document.removeEventListener('keydown', onKeydown);
    document.removeEventListener('paste', onPaste);
  });
}
