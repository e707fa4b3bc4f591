import { holdShared, isHeld } from '../../shared/browser/locks.ts';

/** A tab that is looked at holds this lock, together with any others. */
const LOCK = 'confab-looked-at';

export interface Attention {
  /** Whether the user looks at this page: it is visible and has the focus. */
  here(): boolean;
  /** Whether they look at this page or at another tab of it. Without TLS there are no locks, and only this page is known. */
  anywhere(): Promise<boolean>;
  dispose(): void;
}

/** Knows whether the user looks at the page. Calls back whenever they begin to. */
export function watchAttention(onLook: () => void): Attention {
  let release: (() => void) | undefined;
  const here = (): boolean => document.visibilityState === 'visible' && document.hasFocus();

  function follow(): void {
    if (here() && !release) {
      const held = new Promise<void>((resolve) => {
        release = resolve;
      });
      holdShared(LOCK, held);
      onLook();
    } else if (!here()) {
      release?.();
      release = undefined;
    }
  }

  const events = ['focus', 'blur'] as const;
  for (const event of events) window.addEventListener(event, follow);
  document.addEventListener('visibilitychange', follow);
  follow();

  return {
    here,
    anywhere: async () => here() || isHeld(LOCK),
    dispose() {
      for (const event of events) window.removeEventListener(event, follow);
      document.removeEventListener('visibilitychange', follow);
      release?.();
    },
  };
}
