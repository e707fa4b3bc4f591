import { type Component, defineAsyncComponent, defineComponent, getCurrentScope, h, onMounted } from 'vue';
import WaitingField from './WaitingField.vue';

type Loader<T extends Component> = () => Promise<{ default: T }>;

const CLOSING = ['close', 'update:open'] as const;

/** Stands where a part should be that could not be loaded. It closes what was to be opened, so that it can be asked for again. */
const Missing = defineComponent({
  emits: [...CLOSING],
  setup(_props, { emit }) {
    onMounted(() => {
      emit('close');
      emit('update:open', false);
    });
    return () => null;
  },
});

/** A component that is loaded when it is shown. Where it can't be had nothing is shown, and the page says so: see `useMissingParts`. */
export function lazily<T extends Component>(loader: Loader<T>): T {
  return defineAsyncComponent({
    loader: loader as Loader<Component>,
    errorComponent: Missing,
  }) as T;
}

/** The same of one that opens above the page: what is typed while it is loaded goes into its first field, and nowhere else. Esc gives it up. */
export function lazyLayer<T extends Component>(loader: Loader<T>): T {
  let loaded = false;
  const Waiting = defineComponent({
    inheritAttrs: false,
    props: { open: { type: Boolean, default: true } },
    emits: [...CLOSING],
    setup(props, { emit }) {
      function cancel(): void {
        emit('close');
        emit('update:open', false);
      }
      return () => (props.open ? h(WaitingField, { isLoaded: () => loaded, onCancel: cancel }) : null);
    },
  });
  return defineAsyncComponent({
    async loader() {
      const part: { default: Component } = await loader();
      loaded = true;
      return part;
    },
    loadingComponent: Waiting,
    delay: 0,
    errorComponent: Missing,
  }) as T;
}

/**
 * Returns what loads a part that is no component, and uses it in the scope that this is called in, unless that has ended by then. Where the part can't be
 * had nothing happens.
 */
export function lazilyInScope<Part>(loader: () => Promise<Part>, use: (part: Part) => void): () => Promise<void> {
  const scope = getCurrentScope();
  return async () => {
    const part = await loader().catch(() => null);
    if (part && scope?.active) scope.run(() => use(part));
  };
}
