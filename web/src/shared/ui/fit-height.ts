import { onScopeDispose, type ShallowRef, type WatchSource, watch } from 'vue';

/**
 * Keeps a field as high as its text where the browser cannot by itself (`field-sizing: content`, which Firefox and Safari learn late). The
 * field has the class `grows`, which holds the highest it gets. `text` is what is in it, however that came there.
 */
export function fitHeight(field: Readonly<ShallowRef<HTMLTextAreaElement | null>>, text: WatchSource): void {
  let measured = '';
  let width = 0;

  function measure(): void {
    const element = field.value;
    const around = element?.parentElement;
    if (!element || !around) return;
    measured = element.value;
    width = element.clientWidth;
    // What is around it does not move while it is measured: a log that ends above it would not find its end again.
    around.style.minHeight = `${around.offsetHeight}px`;
    element.style.height = '0';
    element.style.height = `${element.scrollHeight + element.offsetHeight - element.clientHeight}px`;
    around.style.minHeight = '';
  }

  function measureText(): void {
    if (field.value && field.value.value !== measured) measure();
  }

  // A height that is set while sizes are told would be told as a fault.
  const resizes = new ResizeObserver(() => {
    if (field.value && field.value.clientWidth !== width) requestAnimationFrame(measure);
  });

  watch(text, measureText, { flush: 'post' });
  measure();
  // The text of an input method is known to the field alone until it is done.
  field.value?.addEventListener('input', measureText);
  if (field.value) resizes.observe(field.value);
  onScopeDispose(() => resizes.disconnect());
}
