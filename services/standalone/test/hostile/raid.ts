import { Agent, request } from 'node:http';
import { take } from './answers.ts';
import { HostileSocket, type Payload } from './hostile-socket.ts';
import { emptyTally, type Scene } from './scene.ts';

const SOCKETS_AT_ONCE = 50;

/** One move of an attack, repeated as long as the attack lasts. */
export type Strike = () => Promise<unknown>;

/** Prepares an attack. The strikes are repeated beside each other, each as soon as it has ended. */
export type Attack = (raid: Raid) => Promise<readonly Strike[]> | readonly Strike[];

/** The means of an attacker. */
export class Raid {
  readonly scene: Scene;
  readonly tally = emptyTally();
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  #numbers = 0;

  constructor(scene: Scene) {
    this.scene = scene;
  }

  /** Another number each time. */
  next(): number {
    this.#numbers += 1;
    return this.#numbers;
  }

  room(n: number): string {
    return this.scene.rooms[n % this.scene.rooms.length] as string;
  }

  async sockets(size: number): Promise<HostileSocket[]> {
    const open: HostileSocket[] = [];
    while (open.length < size) {
      const more = Math.min(SOCKETS_AT_ONCE, size - open.length);
      open.push(...(await Promise.all(Array.from({ length: more }, () => HostileSocket.open(this.scene, this.tally)))));
    }
    return open;
  }

  /** One request over HTTP. Resolves once it was answered. */
  ask(payload: Payload): Promise<void> {
    const { url, from, token, secret } = this.scene;
    return new Promise((resolve, reject) => {
      const headers = { 'content-type': 'application/json', authorization: `Bearer ${token}` };
      const asked = request(
        `${url}/graphql`,
        { method: 'POST', agent: this.#agent, localAddress: from, headers },
        (response) => {
          const parts: Buffer[] = [];
          response.on('data', (part: Buffer) => parts.push(part));
          response.once('error', reject);
          response.once('end', () => {
            take(this.tally, secret, Buffer.concat(parts));
            resolve();
          });
        },
      );
      asked.once('error', reject);
      asked.end(JSON.stringify(payload));
    });
  }
}

/** The same strike in several hands. */
export const hands = (size: number, strike: (hand: number) => Promise<unknown>): Strike[] =>
  Array.from({ length: size }, (_, hand) => () => strike(hand));
