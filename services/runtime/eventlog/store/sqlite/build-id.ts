import { randomBytes } from 'node:crypto';

/** Names the tables of one rebuild. */
export function newBuildId(): string {
  return randomBytes(6).toString('hex');
}
