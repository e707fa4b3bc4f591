import { emojiForm } from '@confab/text/emoji';
import type { Named } from '../../../shared/people.ts';

export interface Reaction {
  /** In its one form: see `emojiForm`. */
  emoji: string;
  count: number;
  viewerReacted: boolean;
  /** Some of those who reacted, for showing and for telling a repeated event from a new one. */
  users: Named[];
}

export interface ReactionChange {
  messageId: string;
  /** In any form. */
  emoji: string;
  user: Named;
  added: boolean;
  viewerId: string;
}

/** The reactions of a message after a change; the same ones where it changes nothing, as a repeated change does. */
export function reacted(reactions: Reaction[], change: ReactionChange): Reaction[] {
  const { user, added, viewerId } = change;
  const emoji = emojiForm(change.emoji);
  const own = user.id === viewerId;
  const old = reactions.find((reaction) => reaction.emoji === emoji);
  if (!old) return added ? [...reactions, { emoji, count: 1, viewerReacted: own, users: [user] }] : reactions;

  const known = old.users.some(({ id }) => id === user.id);
  // Beyond the users that are listed, only the viewer's own reactions can be told apart from repeated ones.
  const present = known || (own && old.viewerReacted);
  const surelyAbsent = own || old.users.length === old.count;
  if (added ? present : !present && surelyAbsent) return reactions;

  const next: Reaction = {
    emoji,
    count: old.count + (added ? 1 : -1),
    viewerReacted: own ? added : old.viewerReacted,
    users: added ? [...old.users, user] : old.users.filter(({ id }) => id !== user.id),
  };
  return next.count > 0
    ? reactions.map((reaction) => (reaction === old ? next : reaction))
    : reactions.filter((reaction) => reaction !== old);
}

/** Whether the viewer shows the emoji, in whichever form it is asked for. */
export function isOwnReaction(reactions: readonly Reaction[], emoji: string): boolean {
  const form = emojiForm(emoji);
  return reactions.some((reaction) => reaction.emoji === form && reaction.viewerReacted);
}
