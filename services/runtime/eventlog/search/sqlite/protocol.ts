import type { WireError } from '../../store/sqlite/protocol.ts';
import type { SearchEntry, SearchQuery } from '../port.ts';

/** What goes between the index and its thread. Requests are answered in the order they were sent. */
export type Request =
  | { op: 'put'; entries: readonly SearchEntry[] }
  | { op: 'find'; query: SearchQuery }
  | { op: 'isFilled' }
  | { op: 'markFilled' }
  | { op: 'clear' }
  | { op: 'close' };

export type Reply = { ok: true; value: unknown } | { ok: false; error: WireError };

export interface WorkerOptions {
  file: string;
  version: number;
}
