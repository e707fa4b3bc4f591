import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { rssOf } from '../../../../tooling/process-memory.ts';
import { type Product, startProduct } from '../../../../tooling/product.ts';
import { createRoom, joinRoom, post } from '../chat.ts';
import { type Person, register } from '../person.ts';
import type { Scene } from './scene.ts';

/** Fewer than an attacker can open connections. */
const OPEN_FILES = 1_000;
const ROOMS = 30;
const MESSAGES = 50;
/** Authors of what is there at the start: one alone would be limited. */
const AUTHORS = 5;
/** Where attackers come from; everybody else comes from 127.0.0.1. */
const ELSEWHERE = '127.0.0.2';

/** Read from the metrics that an operator has. Times in milliseconds, sizes in bytes. */
export interface Vitals {
  /** Of the event loop, since the last look. */
  delayMs: { p50: number; p99: number; max: number };
  memory: number;
  internalErrors: number;
}

/** The built product with its limits on, and rooms in which people have talked. */
export interface Target {
  product: Product;
  host: Person;
  rooms: readonly string[];
  vitals(): Promise<Vitals>;
  /** A new account that is a member of all rooms, and where it attacks from. */
  attacker(bystander: Person, secret: string): Promise<Scene>;
  close(): Promise<void>;
}

export async function startTarget(): Promise<Target> {
  const folder = createTempFolder();
  const product = await startProduct({
    dataDir: folder.path,
    env: { CONFAB_RATE_LIMIT: 'on', LOG_LEVEL: 'warn' },
    prefix: ['bash', '-c', `ulimit -n ${OPEN_FILES}; exec "$@"`, '--'],
  });
  const url = product.url.replace('localhost', '127.0.0.1');
  const host = await register(url, 'host');
  const rooms = Array.from({ length: ROOMS }, (_, n) => `room-${n}`);
  for (const room of rooms) await createRoom(host, room);
  const authors = await Promise.all(Array.from({ length: AUTHORS }, (_, n) => member(url, `author-${n}`, rooms)));
  await Promise.all(authors.map((author) => talk(author, rooms)));
  let attackers = 0;
  return {
    product: { ...product, url },
    host,
    rooms,
    vitals: () => vitalsOf(product, url),
    async attacker(bystander, secret) {
      attackers += 1;
      const { username, token = '' } = await member(url, `attacker-${attackers}`, [bystanderRoom, ...rooms]);
      return {
        ...{ url, from: ELSEWHERE, username, token, secret },
        ...{ rooms: [bystanderRoom, ...rooms], bystander: bystander.username },
      };
    },
    async close() {
      await product.kill();
      folder.remove();
    },
  };
}

/** Where the bystander speaks. */
export const bystanderRoom = 'square';

async function member(url: string, username: string, rooms: readonly string[]): Promise<Person> {
  const person = await register(url, username);
  await Promise.all(rooms.map((room) => joinRoom(person, room)));
  return person;
}

async function talk(author: Person, rooms: readonly string[]): Promise<void> {
  for (let n = 0; n < MESSAGES / AUTHORS; n += 1) {
    await Promise.all(rooms.map((room) => post(author, { room, text: `message ${n} of ${author.username}` })));
  }
}

async function vitalsOf({ pid }: Product, url: string): Promise<Vitals> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const read = (name: string) => Number(new RegExp(`^${name} (\\S+)`, 'm').exec(metrics)?.[1] ?? Number.NaN);
  const delay = (which: string) => read(`nodejs_eventloop_lag_${which}_seconds`) * 1_000;
  return {
    delayMs: { p50: delay('p50'), p99: delay('p99'), max: delay('max') },
    memory: rssOf(pid),
    internalErrors: read('confab_gateway_internal_errors_total'),
  };
}
