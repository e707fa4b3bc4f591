import { nextTick, onMounted, onScopeDispose, ref, type ShallowRef } from 'vue';

/** Within this distance of an edge the log counts as being there, in pixels. */
const NEAR_PX = 80;

export interface LogScrollUse {
  element: Readonly<ShallowRef<HTMLElement | null>>;
  /** The user scrolled up to the first message. */
  onTop(): void;
}

/**
 * Keeps the end of the log in view while the user is there, and what they read in its place when they are not: also when older
 * messages are put before it.
 */
export function useLogScroll({ element, onTop }: LogScrollUse) {
  const atEnd = ref(true);
  let last = 0;

  const toEnd = () => element.value?.scrollTo({ top: element.value.scrollHeight });

  function onScroll(): void {
    const log = element.value;
    if (!log) return;
    const up = log.scrollTop < last;
    last = log.scrollTop;
    atEnd.value = log.scrollHeight - log.scrollTop - log.clientHeight < NEAR_PX;
    if (up && log.scrollTop < NEAR_PX) onTop();
  }

  // A log that is too short to scroll still tells the wheel.
  function onWheel({ deltaY }: WheelEvent): void {
    const log = element.value;
    if (deltaY < 0 && log && log.scrollHeight <= log.clientHeight) onTop();
  }

  // The window or the composer changes its height, an emoji font loads: the end stays in view.
  const resizes = new ResizeObserver(() => atEnd.value && toEnd());
  onMounted(() => {
    if (!element.value) return;
    resizes.observe(element.value);
    for (const child of element.value.children) resizes.observe(child);
  });
  onScopeDispose(() => resizes.disconnect());

  return {
    atEnd,
    toEnd,
    onScroll,
    onWheel,
    /** To be called before the items change: `prepended` when the change is at the beginning. */
    async keep(prepended: boolean): Promise<void> {
      const log = element.value;
      if (!log) return;
      const fromEnd = log.scrollHeight - log.scrollTop;
      const follow = atEnd.value;
      await nextTick();
      if (prepended) log.scrollTop = log.scrollHeight - fromEnd;
      else if (follow) toEnd();
      last = log.scrollTop;
    },
  };
}
