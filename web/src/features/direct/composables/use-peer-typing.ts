import { onScopeDispose, shallowRef } from 'vue';
import { type Timer, time } from '../../../shared/browser/time.ts';

/** Somebody of whom nothing is heard for this long is not typing any longer. */
const TYPING_MS = 6_000;

/** Whether the other person is typing, as far as the server has told. */
export function usePeerTyping() {
  const peerTyping = shallowRef(false);
  let timer: Timer | undefined;

  function setTyping(typing: boolean): void {
    timer?.cancel();
    peerTyping.value = typing;
    if (typing) timer = time.after(TYPING_MS, () => setTyping(false));
  }

  onScopeDispose(() => timer?.cancel());
  return { peerTyping, setTyping };
}
