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
  /** Who edited it last, where that was not the author. */
  editedBy?: string;
  deletedAtMs?: number;
}

/** What identifies a message; also what a repeated command is answered with, so that a log of answers never holds a text. */
export interface MessageKey {
  timelineId: string;
  seq: number;
}

/** The message after an edit. */
export function edited(message: Message, { text, atMs, by }: { text: string; atMs: number; by: string }): Message {
  const { editedBy: _before, ...rest } = message;
  const after: Message = { ...rest, text, editedAtMs: atMs };
  return by === message.authorId ? after : { ...after, editedBy: by };
}

/** The message after its deletion: its text is gone. */
export function deleted(message: Message, atMs: number): Message {
  const { text: _gone, ...rest } = message;
  return { ...rest, deletedAtMs: atMs };
}
