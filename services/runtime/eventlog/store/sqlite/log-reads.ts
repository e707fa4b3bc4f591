import type { EventStore } from '../port.ts';

/** The reads of the store that go to the log and to what lies beside it. */
export type LogReads = Pick<
  EventStore,
  'findCommand' | 'readStream' | 'head' | 'readAll' | 'listStreams' | 'checkpoint' | 'readSnapshot'
>;
