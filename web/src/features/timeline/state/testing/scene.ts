import type { IncomingMessage } from '../timeline.ts';

/** Somebody whose id is their username. */
export const person = (username: string) => ({ id: username, username, displayName: username });

export const ann = { id: 'u1', username: 'ann', displayName: 'Ann' };
export const bob = { id: 'u2', username: 'bob', displayName: 'Bob' };

/** A message of Ann's as the server tells of it, with an id and a text by its number. */
export const message = (seq: number, more: Partial<IncomingMessage> = {}): IncomingMessage => ({
  id: `m${seq}`,
  seq,
  author: ann,
  text: `text ${seq}`,
  idempotencyKey: null,
  sentAt: '2026-01-01T00:00:00.000Z',
  editedAt: null,
  deletedAt: null,
  replyTo: null,
  ...more,
});
