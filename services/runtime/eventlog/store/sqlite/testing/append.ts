import { randomIds } from '../../../../kernel/ids/port.ts';
import { openSqliteStore } from '../open-sqlite-store.ts';

/**
 * A process that appends to a file: `node append.ts <file> <streams> <count>`. Several loops at once append to the streams (separated by commas) until
 * each has committed `count` events. Every acknowledged event is written to stdout as a line `<stream> <seq> <command id>`, at once: a pipe is written
 * synchronously (https://nodejs.org/api/process.html#a-note-on-process-io), waiting where it is full.
 */
const [file = '', names = '', count = '0'] = process.argv.slice(2);
const LOOPS_PER_STREAM = 3;

const store = await openSqliteStore({ file, projections: [], upcasters: {} });

async function append(stream: string): Promise<void> {
  const commandId = randomIds.next();
  const seq = (await store.head(stream)) + 1;
  const common = { id: randomIds.next(), version: 1, atMs: 0, actor: 'child', commandId, correlationId: commandId };
  const event = { ...common, stream, seq, type: 'Appended', data: { text: 'x'.repeat(200) } };
  const outcome = await store.commit({ actor: 'child', commandId, command: 'Append', result: seq, events: [event] });
  if (outcome.kind === 'committed') process.stdout.write(`${stream} ${seq} ${commandId}\n`);
  else await append(stream);
}

async function loop(stream: string): Promise<void> {
  for (let done = 0; done < Number(count); done += 1) await append(stream);
}

const streams = names.split(',').flatMap((name) => Array.from({ length: LOOPS_PER_STREAM }, () => name));
await Promise.all(streams.map(loop));
await store.close();
