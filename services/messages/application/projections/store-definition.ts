import { INDEXER } from '@confab/runtime/eventlog/search/indexer';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { timelineUpcasters } from '../../domain/timeline-events.ts';
import { messageSearch } from '../search/message-search.ts';
import { blocksProjection } from './blocks.ts';
import { inboxProjection } from './inbox.ts';
import { messagesProjection } from './messages.ts';
import { reactionsProjection } from './reactions.ts';

/** The store of this service: what is kept beside the log, how old events are read, and what of it can be searched. */
export const storeDefinition: StoreDefinition = {
  projections: [messagesProjection, reactionsProjection, inboxProjection, blocksProjection],
  upcasters: timelineUpcasters,
  consumers: [INDEXER],
  search: messageSearch,
};
