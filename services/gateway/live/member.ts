import type { CallOptions } from '@connectrpc/connect';
import type { Credentials } from '../execution/context.ts';
import type { Entry } from './entry.ts';
import type { Wire } from './wire.ts';

/** A subscription in live mode, as a group sees it. */
export interface Member {
  /** The operation's id as a JSON string in UTF-8. */
  readonly idBytes: Buffer;
  readonly wire: Wire;
  readonly credentials: Credentials;
  /** For calls on its behalf. */
  readonly call: CallOptions;
  /** Everything up to this entry has been written to its socket. */
  reached(entry: Entry): void;
  /** The socket does not keep up: go on from the log once it has drained. */
  fallBehind(): void;
  /** The events could not be executed: try again from the log, a little later. */
  failed(): void;
}
