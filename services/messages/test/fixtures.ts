import { readFileSync } from 'node:fs';
import type { NewEvent } from '@confab/runtime/eventlog/store/event';

/**
 * Every event as its version's program wrote it. A new version gets a file of its own, and so does
 * what a version wrote later (`since` names it); these files never change.
 */
export function fixtureEvents(version: number, since = ''): NewEvent[] {
  const file = new URL(`./fixtures/events-v${version}${since}.json`, import.meta.url);
  const events = JSON.parse(readFileSync(file, 'utf8')) as Pick<NewEvent, 'stream' | 'seq' | 'type' | 'data'>[];
  return events.map((event) => ({
    ...event,
    id: `${event.stream}.${event.seq}`,
    version,
    atMs: event.seq * 1_000,
    actor: 'bob',
    commandId: `${event.stream}.${event.seq}`,
    correlationId: 'fixture',
  }));
}
