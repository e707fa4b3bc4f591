import { onScopeDispose, watch } from 'vue';
import { time } from '../../../shared/browser/time.ts';
import { createKept, openKept } from '../../../shared/kept.ts';
import { useSession, useViewer } from '../../session/composables/use-session.ts';
import type { ConnectionState } from '../connection.ts';
import { createKeptWriter } from '../kept-writer.ts';
import type { LiveConnection } from './use-connection.ts';

export interface KeptUse<S, T> {
  what: string;
  connection: LiveConnection;
  /** What is shown; null while there is nothing worth to be kept. Asked for with every change, so it costs nothing. */
  shown(): S | null;
  /** Makes of it what is kept; null where what was kept before is better. */
  pack(shown: S): T | null;
  /** Shows what was kept, while the server can't be reached and nothing else is there. */
  open(kept: T): void;
}

/**
 * Keeps what is shown in this browser, and shows it again where the server can't be reached: after a reload too. Returns how to remove it, and what is
 * about to be written with it, where the viewer may see it no longer.
 */
export function useKept<S, T>({ what, connection, shown, pack, open }: KeptUse<S, T>): { forget(): void } {
  const { state } = connection;
  const session = useSession();
  const kept = createKept<T>(useViewer().value.id, what);
  let disposed = false;

  const writer = createKeptWriter<S>({
    shown,
    write(present) {
      const packed = pack(present);
      // Who has signed out leaves nothing behind.
      if (packed !== null && session.state.value.kind === 'signedIn') void kept.write(packed);
    },
    now: () => time.monotonic(),
    setTimer(run, delayMs) {
      const timer = time.after(delayMs, run);
      return () => timer.cancel();
    },
  });

  async function look(): Promise<void> {
    const isIn = (kind: ConnectionState['kind']) => state.value.kind === kind;
    if (!isIn('waiting') || shown() !== null) return;
    const found = await kept.read();
    if (found !== undefined && !disposed && !isIn('connected') && shown() === null) open(found);
  }

  watch(shown, writer.changed);
  watch(state, look, { immediate: true });
  openKept();
  const listening = new AbortController();
  const { signal } = listening;
  document.addEventListener('visibilitychange', () => document.visibilityState === 'hidden' && writer.flush(), {
    signal,
  });
  // The last moment at which a page that is left may write.
  window.addEventListener('pagehide', writer.flush, { signal });
  onScopeDispose(() => {
    disposed = true;
    listening.abort();
    writer.flush();
  });

  return {
    forget() {
      writer.drop();
      void kept.remove();
    },
  };
}
