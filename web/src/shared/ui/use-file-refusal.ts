import { onScopeDispose } from 'vue';
import { useI18n } from 'vue-i18n';
import { isFile } from './carried-file.ts';
import { useToasts } from './toasts.ts';

/**
 * Keeps a file, or a link, that is dropped anywhere in the window from being opened in the place of the app, and says of a dropped or pasted
 * file that it can't be sent. Text that is dropped on a field, or pasted, is left to the browser.
 */
export function useFileRefusal(): void {
  const { t } = useI18n();
  const toasts = useToasts();

  function refuse(event: Event): void {
    event.preventDefault();
    const text = t('app.noFiles');
    for (const toast of toasts.list.value) if (toast.text === text) toasts.dismiss(toast.id);
    toasts.show({ kind: 'info', text });
  }

  const isText = ({ target, dataTransfer }: DragEvent) =>
    target instanceof Element && target.closest(':read-write') !== null && !isFile(dataTransfer?.types ?? []);

  function onDragover(event: DragEvent): void {
    if (isText(event)) return;
    event.preventDefault();
    // Of a file that is let go one hears only where it seems welcome.
    if (event.dataTransfer) event.dataTransfer.dropEffect = isFile(event.dataTransfer.types) ? 'copy' : 'none';
  }

  function onDrop(event: DragEvent): void {
    if (isFile(event.dataTransfer?.types ?? [])) refuse(event);
    else if (!isText(event)) event.preventDefault();
  }

  function onPaste(event: ClipboardEvent): void {
    if (isFile(event.clipboardData?.types ?? [])) refuse(event);
  }

  window.addEventListener('dragover', onDragover);
  window.addEventListener('drop', onDrop);
  // Before anything of the page takes the name of a file for words.
  window.addEventListener('paste', onPaste, { capture: true });
  onScopeDispose(() => {
    window.removeEventListener('dragover', onDragover);
    window.removeEventListener('drop', onDrop);
    window.removeEventListener('paste', onPaste, { capture: true });
  });
}
