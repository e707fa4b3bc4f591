import { randomBytes } from 'node:crypto';

/** New identifiers, passed in wherever they matter, so that tests can repeat a run. */
export interface Ids {
  /** A new unique id of 20 characters from `0-9a-v`: safe in addresses, subjects and stream names. */
  next(): string;
}

const ALPHABET = '0123456789abcdefghijklmnopqrstuv';

/** 100 random bits an id, from the operating system's generator. */
export const randomIds: Ids = {
  next() {
    let id = '';
    for (const byte of randomBytes(20)) id += ALPHABET[byte & 31];
    return id;
  },
};
