/**
 * A message as it stands. Kept in events and projections as it is here: absent fields are absent, never undefined, so that it survives JSON
 * unchanged.
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
  editedAtMs?: number;
  deletedAtMs?: number;
}

/** What identifies a message; also what a repeated command is answered with, so that a log of answers never holds a text. */
export interface MessageKey {
  timelineId: string;
  seq: number;
}

/** The message after an edit. */
export function edited(message: Message, text: string, atMs: number): Message {
  return { ...message, text, editedAtMs: atMs };
}

/** The message after its deletion: its text is gone. */
export function deleted(message: Message, atMs: number): Message {
  const { text: _gone, ...rest } = message;
  return { ...rest, deletedAtMs: atMs };
}
