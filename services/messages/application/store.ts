import type { AnyStreamKind } from '@confab/runtime/eventlog/decider/port';
import { INDEXER } from '@confab/runtime/eventlog/search/indexer';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { inboxKind } from '../domain/inbox.ts';
import { timelineKind } from '../domain/timeline.ts';
import { timelineUpcasters } from '../domain/timeline-events.ts';
import { blocksProjection } from './projections/blocks.ts';
import { inboxProjection } from './projections/inbox.ts';
import { messagesProjection } from './projections/messages.ts';
import { reactionsProjection } from './projections/reactions.ts';
import { messageSearch } from './search/message-search.ts';

export const STREAM_KINDS: readonly AnyStreamKind[] = [timelineKind, inboxKind];

/**
 * The store of this service: what is kept beside the log, how old events are read, and what of it
 * can be searched.
 */
export const messagesStore: StoreDefinition = {
  projections: [messagesProjection, reactionsProjection, inboxProjection, blocksProjection],
  upcasters: timelineUpcasters,
  consumers: [INDEXER],
  search: messageSearch,
};
