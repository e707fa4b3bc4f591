import { onScopeDispose, watch } from 'vue';
import { createKept } from '../../../shared/kept.ts';
import { useSession, useViewer } from '../../session/composables/use-session.ts';
import type { ConnectionState } from '../connection.ts';
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

/** What changes is written down after this, in milliseconds: all of it that came meanwhile. */
const PAUSE_MS = 1_000;

/** Keeps what is shown in this browser, and shows it again where the server can't be reached: after a reload too. */
export function useKept<S, T>({ what, connection, shown, pack, open }: KeptUse<S, T>): void {
  const { state } = connection;
  const session = useSession();
  const kept = createKept<T>(useViewer().value.id, what);
  let timer: ReturnType<typeof setTimeout> | undefined;
  let changed: S | null = null;
  let disposed = false;

  function write(): void {
    clearTimeout(timer);
    timer = undefined;
    const packed = changed && pack(changed);
    // Who has signed out leaves nothing behind.
    if (packed && session.state.value.kind === 'signedIn') void kept.write(packed);
    changed = null;
  }

  async function look(): Promise<void> {
    const isIn = (kind: ConnectionState['kind']) => state.value.kind === kind;
    if (!isIn('waiting') || shown() !== null) return;
    const found = await kept.read();
    if (found !== undefined && !disposed && !isIn('connected') && shown() === null) open(found);
  }

  watch(shown, (next) => {
    changed = next;
    timer ??= setTimeout(write, PAUSE_MS);
  });
  watch(state, look, { immediate: true });
  // The last moment at which a page that is left may write.
  window.addEventListener('pagehide', write);
  onScopeDispose(() => {
    disposed = true;
    window.removeEventListener('pagehide', write);
    write();
  });
}
