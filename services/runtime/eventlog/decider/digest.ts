import { hash } from 'node:crypto';

/** What a command asks for besides its kind, in the form in which repeats of it are compared: names folded, texts normalised. */
export type Payload = readonly (string | number | boolean | null | undefined)[];

/** Of a digest in base64: 132 bits. Two payloads that differ never share it, whoever looks for some that do. */
const LENGTH = 22;

/**
 * A short digest of what a command says, kept with the result under the author's own command id, so that the id is not taken for another command.
 * What is absent counts as null. The id goes in as a salt: equal texts under different ids cannot be told by their digests. SHA-256 takes 1 µs for
 * a message of 100 characters, about what a faster hash written in JavaScript would.
 */
export function digestOf(commandId: string, payload: Payload): string {
  return hash('sha256', JSON.stringify([commandId, ...payload]), 'base64url').slice(0, LENGTH);
}

/** What is remembered of a command. */
export interface Said {
  /** Kind of command. */
  command: string;
  /** Absent where nothing was kept of what it said: its id was made for it, or it is older than digests. */
  digest?: string | undefined;
}

/** Whether a command under the same id is the same command again. Of one that left no digest, the kind decides. */
export function isRepeat(first: Said, again: Said): boolean {
  if (first.command !== again.command) return false;
  return first.digest === undefined || again.digest === undefined || first.digest === again.digest;
}
