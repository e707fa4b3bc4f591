import { onScopeDispose, shallowRef } from 'vue';

/** Somebody of whom nothing is heard for this long is not typing any longer. */
const TYPING_MS = 6_000;

/** Whether the other person is typing, as far as the server has told. */
export function usePeerTyping() {
  const peerTyping = shallowRef(false);
  let timer: ReturnType<typeof setTimeout> | undefined;

  function setTyping(typing: boolean): void {
    clearTimeout(timer);
    peerTyping.value = typing;
    if (typing) timer = setTimeout(setTyping, TYPING_MS, false);
  }

  onScopeDispose(() => clearTimeout(timer));
  return { peerTyping, setTyping };
}
