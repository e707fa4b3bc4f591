/** What an attacker knows and has: an account like any other, and an address of its own. */
export interface Scene {
  /** Where the product listens, with a number for its host. */
  url: string;
  /** The attacker's address, another than that of everybody else. */
  from: string;
  username: string;
  token: string;
  /** Rooms that the attacker is a member of. The bystander speaks in the first. */
  rooms: readonly string[];
  /** The bystander's username. */
  bystander: string;
  /** A word that stands in everything that the attacker may not read. */
  secret: string;
}

/** What an attack was answered with. */
export interface Tally {
  /** Strikes that came to an end. */
  strikes: number;
  /** Answers by their code; `none` is for those without an error. */
  codes: Record<string, number>;
  /** Sockets that the server closed, by close code. */
  closes: Record<string, number>;
  /** Requests and connections that ended without an answer. */
  failures: number;
  /** Answers in which the secret word stood. */
  leaks: number;
}

export const emptyTally = (): Tally => ({ strikes: 0, codes: {}, closes: {}, failures: 0, leaks: 0 });

export function count(of: Record<string, number>, key: string | number): void {
  of[key] = (of[key] ?? 0) + 1;
}
