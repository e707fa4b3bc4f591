import { redact } from '@confab/runtime/eventlog/browser/redact';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { runTool } from './run-tool.ts';

const PAGE = 500;

/** `npm run log -- <stream>`: a stream's events, one JSON object a line, secrets redacted. Without a stream: the names of all streams. */
await runTool(async ({ stores, names: [stream], print }) => {
  if (stream === undefined) {
    for (const { store } of stores) for await (const name of streamsOf(store)) print(name);
    return 0;
  }
  for (const { store } of stores) {
    if ((await store.head(stream)) === 0) continue;
    for await (const event of eventsOf(store, stream)) print(JSON.stringify(event));
    return 0;
  }
  throw new AppError('NOT_FOUND', `There is no stream ${stream}. Without a name this lists all of them.`);
});

async function* streamsOf(store: EventStore): AsyncGenerator<string> {
  for (let after = ''; ; ) {
    const names = await store.listStreams({ after, limit: PAGE });
    yield* names;
    const last = names.at(-1);
    if (last === undefined) return;
    after = last;
  }
}

async function* eventsOf(store: EventStore, stream: string): AsyncGenerator<unknown> {
  for (let after = 0; ; ) {
    const events = await store.readStream(stream, { after, limit: PAGE });
    for (const { atMs, data, ...event } of events) {
      yield { ...event, at: new Date(atMs).toISOString(), data: redact(data) };
    }
    const last = events.at(-1);
    if (last === undefined) return;
    after = last.seq;
  }
}
