/** Calls back when there is a network again, and when the user looks at the page again. Returns how to stop that. */
export function whenBack(back: () => void): () => void {
  const listening = new AbortController();
  const { signal } = listening;
  window.addEventListener('online', back, { signal });
  document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && back(), { signal });
  return () => listening.abort();
}
