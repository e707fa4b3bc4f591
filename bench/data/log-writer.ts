import { authStore } from '@confab/auth/store';
import { messagesStore } from '@confab/messages/store';
import { roomsStore } from '@confab/rooms/store';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { openSqliteStore } from '@confab/runtime/eventlog/store/sqlite/open-sqlite-store';
import { randomIds } from '@confab/runtime/kernel/ids/port';
import { PUBLISHER } from '@confab/runtime/eventlog/consumers/publisher';
import { createStoreFile, searchFileOf, storeFile } from '@confab/runtime/process/data-folder';
import type { StoreDefinition } from '@confab/runtime/process/platform';
import { fillIndex } from '@confab/runtime/eventlog/search/indexer';
import type { SearchDefinition } from '@confab/runtime/eventlog/search/port';
import { openSqliteSearchIndex } from '@confab/runtime/eventlog/search/sqlite/open-sqlite-search-index';

const DEFINITIONS: Record<'auth' | 'rooms' | 'messages', StoreDefinition> = {
  auth: authStore,
  rooms: roomsStore,
  messages: messagesStore,
};
/** As many as the store writes in one transaction; as many again wait. */
const AT_ONCE = 1_000;

/** One command's events. */
export interface WrittenCommand {
  command: string;
  actor: string;
  result: unknown;
  atMs: number;
  events: readonly { stream: string; event: DomainEvent }[];
}

/** Writes a service's history through its own event store, a commit for each command, so that projections and command records are what they would be. */
export interface LogWriter {
  /** Resolves as soon as the next may be handed over. Rejects once a commit was refused. */
  write(command: WrittenCommand): Promise<void>;
  /** Waits until all of it is on disk. What was written counts as published and handled: nobody has waited for it. */
  close(): Promise<void>;
}

/** Rebuilds what a newer version of the product keeps in another shape, and fills the search index, so that no start that is measured has to. */
export async function bringUpToDate(dataDir: string): Promise<void> {
  for (const [service, { projections, upcasters, search }] of Object.entries(DEFINITIONS)) {
    const store = await openSqliteStore({ file: storeFile(dataDir, service), projections, upcasters });
    if (search) await fillSearchIndex(storeFile(dataDir, searchFileOf(service)), store, search);
    await store.close();
  }
}

async function fillSearchIndex(file: string, store: EventStore, definition: SearchDefinition): Promise<void> {
  const index = await openSqliteSearchIndex({ file, version: definition.version });
  if (!(await index.isFilled())) await fillIndex({ store, index, definition });
  await index.close();
}

/** Of a folder that nobody serves from. */
export async function openLogWriter(dataDir: string, service: keyof typeof DEFINITIONS): Promise<LogWriter> {
  const { projections, upcasters, consumers = [] } = DEFINITIONS[service];
  const store = await openSqliteStore({ file: createStoreFile(dataDir, service), projections, upcasters });
  const heads = new Map<string, number>();
  let lastPosition = 0;
  let current: Promise<void>[] = [];
  let previous: Promise<unknown> = Promise.resolve();

  async function commit({ command, actor, result, atMs, events }: WrittenCommand): Promise<void> {
    const commandId = randomIds.next();
    const common = { atMs, actor, commandId, correlationId: commandId };
    const numbered = events.map(({ stream, event }) => {
      const seq = (heads.get(stream) ?? 0) + 1;
      heads.set(stream, seq);
      const version = (upcasters[event.type]?.length ?? 0) + 1;
      return { ...event, ...common, id: randomIds.next(), stream, seq, version };
    });
    const outcome = await store.commit({ actor, commandId, command, result, events: numbered });
    if (outcome.kind !== 'committed') throw new Error(`${command} was not committed: ${outcome.kind}`);
    lastPosition = Math.max(lastPosition, outcome.events.at(-1)?.position ?? 0);
  }

  return {
    async write(command) {
      current.push(commit(command));
      if (current.length < AT_ONCE) return;
      const full = Promise.all(current);
      current = [];
      await previous;
      previous = full;
    },
    async close() {
      await Promise.all([previous, ...current]);
      for (const consumer of [PUBLISHER, ...consumers]) store.saveCheckpoint(consumer, lastPosition);
      await store.close();
    },
  };
}
