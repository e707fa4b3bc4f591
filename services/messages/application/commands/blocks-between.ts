import type { Held, Hydration } from '@confab/runtime/eventlog/decider/decider';
import { type Blocks, blocks } from '../../domain/blocks.ts';
import type { InboxState } from '../../domain/inbox.ts';
import { inboxStream } from '../../domain/timeline-id.ts';
import type { CommandContext } from './command-context.ts';

/** The two sides of a private conversation, from where the one stands who does something there. */
export interface Sides {
  actorId: string;
  peerId: string;
}

/** What `blocksBetween` needs of both inboxes. */
export function blockHydrations(
  { hydrations }: Pick<CommandContext, 'hydrations'>,
  { actorId, peerId }: Sides,
): readonly Hydration<InboxState>[] {
  return [hydrations.block(actorId, peerId), hydrations.block(peerId, actorId)];
}

/** Who blocks whom, at the moment of a decision that writes to both inboxes. */
export function blocksBetween(
  { hold }: { hold<State>(stream: string): Held<State> },
  { actorId, peerId }: Sides,
): Blocks {
  return {
    byActor: blocks(hold<InboxState>(inboxStream(actorId)).state, peerId),
    byPeer: blocks(hold<InboxState>(inboxStream(peerId)).state, actorId),
  };
}
