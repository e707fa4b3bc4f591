import type { DomainEvent } from '../eventlog/store/event.ts';
import type { EventStore } from '../eventlog/store/port.ts';
import { randomIds } from '../kernel/ids/port.ts';

/** Appends events to a stream where it ends, without any decision. For tests that need a log. */
export async function append(store: EventStore, stream: string, ...events: readonly DomainEvent[]): Promise<void> {
  const head = await store.head(stream);
  const commandId = randomIds.next();
  const outcome = await store.commit({
    actor: 'tester',
    commandId,
    command: 'Append',
    result: null,
    events: events.map(({ type, data }, i) => ({
      id: randomIds.next(),
      stream,
      seq: head + 1 + i,
      type,
      data,
      version: 1,
      atMs: 0,
      actor: 'tester',
      commandId,
      correlationId: commandId,
    })),
  });
  if (outcome.kind !== 'committed') throw new Error(`the events were not appended: ${outcome.kind}`);
}
