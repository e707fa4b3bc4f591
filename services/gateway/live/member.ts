import type { Asker } from './asker.ts';
import type { Entry } from './entry.ts';
import type { Wire } from './wire.ts';

/** A subscription in live mode, as a group sees it. */
export interface Member extends Asker {
  /** The operation's id as a JSON string in UTF-8. */
  readonly idBytes: Buffer;
  readonly wire: Wire;
  /** Everything up to this entry has been written to its socket. */
  reached(entry: Entry): void;
  /** The socket does not keep up: go on from the log once it has drained. */
  fallBehind(): void;
  /** The events could not be executed: try again from the log, a little later. */
  failed(): void;
}

/** Equal for members who are shown the same of everything: one user's devices, as long as their tokens say the same of that user's rights. */
export function viewerOf({ credentials }: Pick<Member, 'credentials'>): string {
  const { userId, role } = credentials.identity;
  return `${userId} ${role}`;
}
