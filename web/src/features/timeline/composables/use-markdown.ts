import { type ShallowRef, shallowRef, triggerRef } from 'vue';
import type { MessageRenderer } from '../markdown/render-message.ts';

/** Null until it is loaded, which the first log that is shown asks for. It is then the same for all of them. */
const renderer = shallowRef<MessageRenderer | null>(null);
const asked = shallowRef(false);

async function load(): Promise<void> {
  asked.value = true;
  try {
    const { createMessageRenderer } = await import('../markdown/render-message.ts');
    renderer.value = createMessageRenderer({ onHighlighter: () => triggerRef(renderer) });
  } catch {
    asked.value = false;
  }
}

/** The renderer of Markdown. It is not part of what the first page takes; until it is there, texts are shown as they were typed. */
export function useMarkdown(): Readonly<ShallowRef<MessageRenderer | null>> {
  if (!asked.value) void load();
  return renderer;
}
