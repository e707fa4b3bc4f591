import type { StoreDefinition } from '@confab/runtime/process/platform';
import { inboxProjection } from './inbox.ts';
import { messagesProjection } from './messages.ts';
import { reactionsProjection } from './reactions.ts';

/** The store of this service: what is kept beside the log, and how old events are read. Every event is still of its first version. */
export const storeDefinition: StoreDefinition = {
  projections: [messagesProjection, reactionsProjection, inboxProjection],
  upcasters: {},
};
