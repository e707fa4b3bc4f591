/**
 * A message as it stands. Kept in events and projections as it is here: absent fields are absent,
 * never undefined, so that it survives JSON unchanged.
 */
export interface Message {
  timelineId: string;
  /** Seq of the event that posted it, in its timeline. */
  seq: number;
  authorId: string;
  /** Absent once deleted. */
  text?: string;
  /** Seq of the message this one answers, in the same timeline. */
  replyTo?: number;
  /** The author's own key, where one was given. */
  idempotencyKey?: string;
  sentAtMs: number;
  /**
   * Grows with each edit, by a millisecond at least: two states of a message that have it in common
   * are the same, as two with one text may not be.
   */
  editedAtMs?: number;
  /** Who edited it last, where that was not the author. */
  editedBy?: string;
  deletedAtMs?: number;
  /**
   * In a private conversation: the other side blocked its author when it was sent. Nobody but its
   * author is ever shown it.
   */
  withheld?: true;
  /**
   * In a private conversation: what the other side is shown instead, because it blocked the author
   * when the text was changed.
   */
  peerSees?: PeerSees;
}

/** A message as it stood before its author was blocked and changed it. */
export interface PeerSees {
  text: string;
  editedAtMs?: number;
}

/**
 * What identifies a message; also what a repeated command is answered with, so that a log of
 * answers never holds a text.
 */
export interface MessageKey {
  timelineId: string;
  seq: number;
}

/**
 * The message after an edit. `isWithheld`: the other side blocks the author and goes on seeing what
 * it saw before.
 */
export function edited(
  message: Message,
  { text, atMs, by, isWithheld = false }: { text: string; atMs: number; by: string; isWithheld?: boolean },
): Message {
  const { editedBy: _editor, peerSees: _seen, ...rest } = message;
  const after: Message = { ...rest, text, editedAtMs: Math.max(atMs, (message.editedAtMs ?? 0) + 1) };
  if (isWithheld && !message.withheld) after.peerSees = peerSees(message);
  return by === message.authorId ? after : { ...after, editedBy: by };
}

function peerSees({ peerSees: known, text = '', editedAtMs }: Message): PeerSees {
  if (known) return known;
  return editedAtMs === undefined ? { text } : { text, editedAtMs };
}

/** Which state of a message this is: it is another one after each edit and after the deletion. */
export function stateOf({ editedAtMs, deletedAtMs }: Message): string {
  return `${editedAtMs ?? ''} ${deletedAtMs ?? ''}`;
}

/** The message after its deletion: its text is gone. */
export function deleted(message: Message, atMs: number): Message {
  const { text: _gone, peerSees: _seen, ...rest } = message;
  return { ...rest, deletedAtMs: atMs };
}

/**
 * Whether the user may know of the message: what somebody wrote whom the other side blocked is for
 * its author alone.
 */
export function isShownTo(message: Message, userId: string): boolean {
  return !message.withheld || message.authorId === userId;
}

/**
 * The message as the user is shown it, who may read its timeline; undefined where they may not know
 * of it.
 */
export function asSeenBy(message: Message, userId: string): Message | undefined {
  if (message.authorId === userId) return message;
  if (message.withheld) return undefined;
  if (!message.peerSees) return message;
  const { peerSees: seen, text: _text, editedAtMs: _at, ...rest } = message;
  return { ...rest, ...seen };
}
