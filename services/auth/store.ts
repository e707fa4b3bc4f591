import type { StoreDefinition } from '@confab/runtime/process/platform';
import { projections } from './application/projections.ts';

/** What the service's store holds; for the service itself and for tools that open its data. Every event type that is not named here is at version 1. */
export const authStore: StoreDefinition = {
  projections,
  upcasters: { SessionOpened: [(data) => ({ ...data, device: null })] },
};
