import type { FeedSource } from './feed-source.ts';

/** Of a feed whose events are all broadcast by its owner: a list of rooms, which has neither a log nor subjects. */
export const LOGLESS_SOURCE: FeedSource = {
  scope: { kind: 'room', id: '' },
  subjects: [],
  streams: [],
  read: () => Promise.reject(new Error('a list of rooms has no log')),
  concerns: () => false,
  show: () => undefined,
  effect: () => undefined,
  wantsReceipt: () => false,
};
