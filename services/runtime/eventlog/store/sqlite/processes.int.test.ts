import { type ChildProcess, spawn } from 'node:child_process';
import { on, once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { createTempFolder } from '../../../testing/temp-folder.ts';
import { openSqliteStore } from './open-sqlite-store.ts';

const SCRIPT = fileURLToPath(new URL('./testing/append.ts', import.meta.url));
/** Each starts a process; the machine may be busy. */
const TIMEOUT_MS = 60_000;
const KILLS = 5;
const MOST_ACKNOWLEDGED = 400;

interface Acknowledged {
  stream: string;
  seq: number;
  commandId: string;
}

let folder: ReturnType<typeof createTempFolder>;
let file: string;
beforeEach(() => {
  folder = createTempFolder();
  file = join(folder.path, 'store.db');
});
afterEach(() => folder.remove());

/** Starts a process that appends, and collects what it says was acknowledged. */
function startAppender(streams: string, count: number): { child: ChildProcess; acknowledged: Acknowledged[] } {
  const child = spawn(process.execPath, [SCRIPT, file, streams, String(count)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const acknowledged: Acknowledged[] = [];
  const lines = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  lines.on('line', (line) => {
    const [stream = '', seq = '', commandId = ''] = line.split(' ');
    acknowledged.push({ stream, seq: Number(seq), commandId });
    child.emit('acknowledged', acknowledged.length);
  });
  return { child, acknowledged };
}

async function untilAcknowledged(child: ChildProcess, count: number): Promise<void> {
  for await (const [seen] of on(child, 'acknowledged')) if (seen >= count) return;
}

it(
  'keeps every stream contiguous while two processes append to the same ones',
  async () => {
    const [one, other] = [startAppender('a,b,c', 60), startAppender('a,b,c', 60)];
    const codes = await Promise.all([once(one.child, 'close'), once(other.child, 'close')]);
    expect(codes).toEqual([
      [0, null],
      [0, null],
    ]);
    const store = await openSqliteStore({ file, projections: [], upcasters: {} });
    try {
      for (const stream of ['a', 'b', 'c']) {
        const events = await store.readStream(stream, { after: 0, limit: 10_000 });
        expect(events.map(({ seq }) => seq)).toEqual(Array.from({ length: 360 }, (_, i) => i + 1));
      }
      const acknowledged = [...one.acknowledged, ...other.acknowledged];
      expect(new Set(acknowledged.map(({ stream, seq }) => `${stream} ${seq}`)).size).toBe(1_080);
      expect(await store.verify()).toEqual([]);
    } finally {
      await store.close();
    }
  },
  TIMEOUT_MS,
);

it(
  `has every acknowledged commit after each of ${KILLS} kills at random moments`,
  async () => {
    const all: Acknowledged[] = [];
    for (let kill = 0; kill < KILLS; kill += 1) {
      const { child, acknowledged } = startAppender('a,b', 1_000_000);
      const closed = once(child, 'close');
      await untilAcknowledged(child, Math.ceil(Math.random() * MOST_ACKNOWLEDGED));
      child.kill('SIGKILL');
      await closed;
      all.push(...acknowledged);
    }
    const store = await openSqliteStore({ file, projections: [], upcasters: {} });
    try {
      for (const { stream, seq, commandId } of all) {
        expect(await store.findCommand('child', commandId)).toEqual({ command: 'Append', result: seq });
        const [event] = await store.readStream(stream, { after: seq - 1, limit: 1 });
        expect(event).toMatchObject({ seq, commandId });
      }
      expect(await store.verify()).toEqual([]);
    } finally {
      await store.close();
    }
  },
  TIMEOUT_MS,
);
