/** Keeps a dialog open when the click outside of it was one on a toast, which lies above it. */
export function staysForToasts(event: CustomEvent<{ originalEvent: Event }>): void {
  const { target } = event.detail.originalEvent;
  if (target instanceof Element && target.closest('.toasts')) event.preventDefault();
}
