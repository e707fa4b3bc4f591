import { onScopeDispose, type Ref, type ShallowRef, shallowRef, watch } from 'vue';
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
  let timer: ReturnType<typeof setTimeout> | undefined;

  watch(state, (next) => {
    if (next.kind === 'connected') {
      clearTimeout(timer);
      timer = undefined;
      wasConnected.value = true;
    }
    if (next.kind === 'connected' || shown.value.kind !== 'connected') shown.value = next;
    else
      timer ??= setTimeout(() => {
        timer = undefined;
        shown.value = state.value;
      }, PATIENCE_MS);
  });
  onScopeDispose(() => clearTimeout(timer));
  return { shown, wasConnected };
}
