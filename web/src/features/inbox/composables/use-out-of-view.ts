import {
  nextTick,
  onMounted,
  onScopeDispose,
  type Ref,
  type ShallowRef,
  shallowRef,
  type WatchSource,
  watch,
} from 'vue';
import { useContentSize } from './use-content-size.ts';
import { usePressed } from './use-pressed.ts';
import { useSteadyContent } from './use-steady-content.ts';

export interface OutOfView {
  /** How many of the marked entries lie above the visible part, and how many below it. */
  readonly above: Readonly<ShallowRef<number>>;
  readonly below: Readonly<ShallowRef<number>>;
  /** Brings the nearest of them into view. */
  show(edge: 'above' | 'below'): void;
}

/** An entry counts as seen where half of it is. */
const HALF = 0.5;

/** Knows which entries of a scrolling part, marked with `data-unread`, are not in view. `depends` is what changes the entries. */
export function useOutOfView(scroller: Readonly<Ref<HTMLElement | null>>, depends: WatchSource<unknown>): OutOfView {
  const above = shallowRef(0);
  const below = shallowRef(0);
  let frame = 0;
  let hidden: Record<'above' | 'below', Element[]> = { above: [], below: [] };

  function look(): void {
    const element = scroller.value;
    // What tells of them moves the list: an entry that is pressed stays under the pointer until it is let go.
    if (!element || isPressed()) return;
    const view = element.getBoundingClientRect();
    hidden = { above: [], below: [] };
    for (const entry of element.querySelectorAll('[data-unread]')) {
      const { top, bottom, height } = entry.getBoundingClientRect();
      if (bottom - height * HALF < view.top) hidden.above.push(entry);
      else if (top + height * HALF > view.bottom) hidden.below.push(entry);
    }
    above.value = hidden.above.length;
    below.value = hidden.below.length;
  }

  function plan(): void {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(look);
  }

  const isPressed = usePressed(scroller, plan);
  useContentSize(scroller, plan);
  // What tells of them takes a part of the list.
  useSteadyContent(scroller, [above, below]);
  onMounted(() => {
    scroller.value?.addEventListener('scroll', plan, { passive: true });
    look();
  });
  watch(depends, () => void nextTick(plan));
  onScopeDispose(() => {
    cancelAnimationFrame(frame);
    scroller.value?.removeEventListener('scroll', plan);
  });

  return {
    above,
    below,
    show(edge) {
      const entry = edge === 'above' ? hidden.above.at(-1) : hidden.below[0];
      entry?.scrollIntoView({ block: 'center' });
      look();
    },
  };
}
