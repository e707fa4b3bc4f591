import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { type Product, startProduct } from '../../../tooling/product.ts';
import { createRoom, history, joinRoom, post } from './chat.ts';
import { RequestFailed } from './graphql-client.ts';
import { anotherTab, type Person, register } from './person.ts';
import { followRoom } from './room-follower.ts';
import { seededRandom } from './seeded-random.ts';

const KILLS = 10;
const WRITERS = 4;
const SUBSCRIBERS = 5;
/** A kill comes so long after the first message that was acknowledged since the last one, at least and at most. */
const ALIVE_MS = { min: 50, max: 800 };
const VERIFY = join(import.meta.dirname, '../dist/tools/verify.js');

describe('a server that is killed under load', () => {
  const folder = createTempFolder();
  const random = seededRandom();
  let product: Product;
  let acknowledgements = 0;
  let over = false;

  beforeAll(async () => {
    product = await startProduct({ dataDir: folder.path });
  });
  afterAll(async () => {
    await product?.kill();
    folder.remove();
  });

  async function killAndRestart(): Promise<void> {
    const before = acknowledgements;
    await eventually(() => expect(acknowledgements).toBeGreaterThan(before), { timeoutMs: 60_000 });
    await new Promise((resolve) => setTimeout(resolve, ALIVE_MS.min + random() * (ALIVE_MS.max - ALIVE_MS.min)));
    await product.kill();
    product = await startProduct({ dataDir: folder.path, port: Number(new URL(product.url).port) });
  }

  /** Posts one message after the other; each is repeated with its key until it is acknowledged. Returns the acknowledged texts. */
  async function write(person: Person, writer: number): Promise<string[]> {
    const acknowledged: string[] = [];
    for (let i = 0; !over; i += 1) {
      const text = `${writer}:${i}`;
      await eventually(
        async () => {
          const sent = await post(anotherTab(product.url, person), { room: 'war', text, idempotencyKey: text }).catch(
            refuseUnlessDown,
          );
          expect(sent).toBeDefined();
        },
        { timeoutMs: 120_000 },
      );
      acknowledged.push(text);
      acknowledgements += 1;
    }
    return acknowledged;
  }

  it(`keeps every acknowledged message once and in order, through ${KILLS} kills`, async () => {
    const people = await Promise.all(Array.from({ length: WRITERS }, (_, i) => register(product.url, `writer-${i}`)));
    await createRoom(people[0] as Person, 'war');
    for (const person of people.slice(1)) await joinRoom(person, 'war');
    const followers = await Promise.all(
      Array.from({ length: SUBSCRIBERS }, (_, i) =>
        followRoom({ url: () => product.url, person: people[i % WRITERS] as Person, room: 'war', random }),
      ),
    );
    const writing = Promise.all(people.map(write));
    for (let kill = 0; kill < KILLS; kill += 1) await killAndRestart();
    over = true;
    const acknowledged = await writing;

    const stored = await history(anotherTab(product.url, people[0] as Person), 'war');
    for (const [writer, texts] of acknowledged.entries()) {
      expect(stored.map(({ text }) => text).filter((text) => text.startsWith(`${writer}:`))).toEqual(texts);
    }
    expect(stored.map(({ seq }) => seq)).toEqual(stored.map(({ seq }) => seq).toSorted((a, b) => a - b));
    for (const follower of followers) {
      await eventually(() => expect(follower.seen.length).toBe(stored.length), { timeoutMs: 60_000 });
      expect(follower.seen).toEqual(stored.map(({ seq, text }) => ({ seq, text })));
      expect(follower.resets).toBe(0);
    }
    await Promise.all(followers.map((follower) => follower.stop()));

    const { stdout } = await promisify(execFile)(process.execPath, [VERIFY], {
      env: { ...process.env, CONFAB_DATA: folder.path },
    });
    expect(stdout).toBe('auth: ok\nrooms: ok\nmessages: ok\n');
    expect(await product.stop()).toBe(0);
  }, 300_000);
});

/** A server that is not there, or that goes down under the request, is what the test is about; a refusal is not. */
function refuseUnlessDown(error: unknown): undefined {
  const codes = error instanceof RequestFailed ? error.errors.map(({ extensions }) => extensions?.code) : [];
  if (codes.some((code) => code !== 'UNAVAILABLE' && code !== 'ABORTED')) throw error;
  return undefined;
}
