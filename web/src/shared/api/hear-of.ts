import { rememberPerson } from '../people.ts';
import { rememberRoom } from '../rooms.ts';

/** Takes note of what everybody and every room in an answer of the server is called, however deep. */
export function hearOf(answer: unknown): void {
  if (typeof answer !== 'object' || answer === null) return;
  rememberPerson(answer);
  rememberRoom(answer);
  for (const value of Object.values(answer)) if (typeof value === 'object') hearOf(value);
}
