import type { Call } from '@confab/runtime/network/rpc/call';
import type { Actor } from '../domain/room/rights.ts';

/** Accounts, kept by the auth service. */
export interface Users {
  /** The user of that name in any letter case, if there is one, on behalf of who makes the call. */
  find(username: string, call: Call): Promise<Actor | undefined>;
  /**
   * Both names of these users, at most 1,000, on behalf of who makes the call. Unknown ones are
   * left out.
   */
  names(userIds: readonly string[], call: Call): Promise<ReadonlyMap<string, readonly string[]>>;
  /**
   * Everybody who is found by the beginnings of words of their names, as long as these are a few
   * hundred; undefined: more, or not known.
   */
  search(text: string, call: Call): Promise<ReadonlySet<string> | undefined>;
  /** Whether the user administrates the server now. */
  administrates(userId: string, call: Call): Promise<boolean>;
}

/** What of a room never changes. */
export interface InvitingRoom {
  name: string;
  createdAtMs: number;
}

/** What an inbox is told of an invitation. */
export interface InvitationNotice {
  /** Id of the event; repeated when it is delivered again. */
  id: string;
  correlationId: string;
  roomId: string;
  room: InvitingRoom;
  userId: string;
}

export interface Invitation extends InvitationNotice {
  by: string;
}

/** Inboxes, kept by the messages service. */
export interface Inboxes {
  /** Puts an invitation into the user's inbox, once for each id. */
  notifyInvited(invitation: Invitation): Promise<void>;
  /**
   * Says there that the user's invitation has ended, once. Nothing happens where they were told of
   * none.
   */
  notifyInvitationEnded(ended: InvitationNotice): Promise<void>;
}

/** Whether what one user does is to reach another; kept by the messages service. */
export interface Reach {
  /** Everything is withheld: the second one blocks the first. */
  isWithheld(fromId: string, toId: string): Promise<boolean>;
  /** They have a conversation that the second one knows of, and neither blocks the other. */
  areConversing(fromId: string, toId: string): Promise<boolean>;
}

/** Timelines, kept by the messages service. */
export interface Timelines {
  /** When something was last posted in each of these rooms; rooms without postings are left out. */
  lastActivity(roomIds: readonly string[]): Promise<Readonly<Record<string, number>>>;
}
