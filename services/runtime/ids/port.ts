import { randomBytes, randomFillSync } from 'node:crypto';

/** New identifiers, passed in wherever they matter, so that tests can repeat a run. */
export interface Ids {
  /** A new unique id of 20 characters from `0-9a-v`: safe in addresses, subjects and stream names. */
  next(): string;
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

const LENGTH = 20;
/** The generator is asked for many ids' bytes at once: a call of it costs more than the rest of an id. */
const POOL = randomBytes(LENGTH * 200);
let used = POOL.length;

/** 100 random bits an id, from the operating system's generator. */
export const randomIds: Ids = {
  next() {
    if (used === POOL.length) {
      randomFillSync(POOL);
      used = 0;
    }
    let id = '';
    for (const end = used + LENGTH; used < end; used++) id += ALPHABET[(POOL[used] as number) & 31];
    return id;
  },
};
