import { type Component, defineAsyncComponent, defineComponent, onMounted } from 'vue';

/** Stands where a part should be that could not be loaded. It closes what was to be opened, so that it can be asked for again. */
const Missing = defineComponent({
  emits: ['close', 'update:open'],
  setup(_props, { emit }) {
    onMounted(() => {
      emit('close');
      emit('update:open', false);
    });
    return () => null;
  },
});

/** A component that is loaded when it is shown. Where it can't be had nothing is shown, and the page says so: see `useMissingParts`. */
export function lazily<T extends Component>(loader: () => Promise<{ default: T }>): T {
  return defineAsyncComponent({
    loader: loader as () => Promise<{ default: Component }>,
    errorComponent: Missing,
  }) as T;
}
