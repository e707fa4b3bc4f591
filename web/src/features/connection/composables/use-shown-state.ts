import { onScopeDispose, type Ref, type ShallowRef, shallowRef, watch } from 'vue';
import { type Timer, time } from '../../../shared/browser/time.ts';
import type { ConnectionState } from '../connection.ts';

/** An interruption as short as another tab taking over is nobody's concern, in milliseconds. */
const PATIENCE_MS = 700;

/** The state of the connection as it is worth showing, and whether it stood before. */
export function useShownState(state: Readonly<Ref<ConnectionState>>): {
  shown: Readonly<ShallowRef<ConnectionState>>;
  wasConnected: Readonly<ShallowRef<boolean>>;
} {
  const shown = shallowRef(state.value);
  const wasConnected = shallowRef(state.value.kind === 'connected');
  let timer: Timer | undefined;

  watch(state, (next) => {
    if (next.kind === 'connected') {
      timer?.cancel();
      timer = undefined;
      wasConnected.value = true;
    }
    if (next.kind === 'connected' || shown.value.kind !== 'connected') shown.value = next;
    else
      timer ??= time.after(PATIENCE_MS, () => {
        timer = undefined;
        shown.value = state.value;
      });
  });
  onScopeDispose(() => timer?.cancel());
  return { shown, wasConnected };
}
