import type { Addressed } from '@confab/runtime/eventlog/decider/decider';
import { blocks } from './blocks.ts';
import type { InboxOf } from './inbox.ts';
import type { MentionEnded, Mentioned } from './inbox-events.ts';
import type { Message } from './message.ts';
import { inboxStream, messageId } from './timeline-id.ts';

type Told = Addressed<Mentioned | MentionEnded>;

/**
 * A mention in the inbox of somebody. `isWithheld`: they block whoever mentions them, and are not
 * told.
 */
export function mentioned(userId: string, { message, isWithheld }: { message: Message; isWithheld: boolean }): Told {
  const data: Mentioned['data'] = isWithheld ? { message, withheld: true } : { message };
  return { stream: inboxStream(userId), event: { type: 'Mentioned', data } satisfies Mentioned };
}

/** Who is concerned when a room's message is edited. */
export interface EditedMentions {
  /** Members whom the new text mentions, the author left out. */
  mentioned: readonly string[];
  /** Whom the message mentions so far, as far as they may be told of a change. */
  mentionedBefore: readonly string[];
}

/**
 * Tells those whom an edited message mentions now and did not before, except who blocks its author
 * or whoever edits it (`userId`), and those whom it mentions no more. Whoever was mentioned and not
 * told stays untold, also after unblocking.
 */
export function changeMentions(
  inboxOf: InboxOf,
  message: Message,
  { mentioned: now, mentionedBefore, userId: editorId }: EditedMentions & { userId: string },
): Told[] {
  const heldOf = (userId: string) => {
    const held = inboxOf(userId).mentions.get(messageId(message));
    if (!held) throw new Error(`whether ${userId} is mentioned was not hydrated`);
    return held.as;
  };
  const added = now
    .filter((userId) => heldOf(userId) === 'none')
    .map((userId) => {
      const inbox = inboxOf(userId);
      return mentioned(userId, { message, isWithheld: blocks(inbox, message.authorId) || blocks(inbox, editorId) });
    });
  const ended = mentionedBefore
    .filter((userId) => !now.includes(userId) && heldOf(userId) !== 'none')
    .map((userId): Told => {
      const data: MentionEnded['data'] = heldOf(userId) === 'withheld' ? { message, withheld: true } : { message };
      return { stream: inboxStream(userId), event: { type: 'MentionEnded', data } satisfies MentionEnded };
    });
  return [...added, ...ended];
}
