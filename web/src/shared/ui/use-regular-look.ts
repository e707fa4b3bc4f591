import { onScopeDispose } from 'vue';

/** What the server tells nobody by itself is asked for this often, in milliseconds: while the page is visible, and while it is not. */
const VISIBLE_MS = 10_000;
const HIDDEN_MS = 60_000;

/** Runs something every now and then, and as soon as the page becomes visible again, until the caller's scope ends. */
export function useRegularLook(look: () => void): void {
  let timer: ReturnType<typeof setTimeout>;

  function plan(): void {
    clearTimeout(timer);
    timer = setTimeout(run, document.visibilityState === 'visible' ? VISIBLE_MS : HIDDEN_MS);
  }

  function run(): void {
    look();
    plan();
  }

  function follow(): void {
    if (document.visibilityState === 'visible') run();
    else plan();
  }

  plan();
  document.addEventListener('visibilitychange', follow);
  onScopeDispose(() => {
    clearTimeout(timer);
    document.removeEventListener('visibilitychange', follow);
  });
}
