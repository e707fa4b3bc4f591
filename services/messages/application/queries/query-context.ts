import type { SearchIndex } from '@confab/runtime/eventlog/search/port';
import type { EventStore } from '@confab/runtime/eventlog/store/port';
import { badInput } from '@confab/runtime/kernel/errors/app-error';
import type { InTurns } from '@confab/runtime/kernel/turns/in-turns';
import type { TimelineAccess } from '../timeline-access.ts';

/** What every query needs. */
export interface QueryContext {
  store: EventStore;
  timelines: TimelineAccess;
  /** Of messages, made from `messageSearch`. */
  index: SearchIndex;
}

/** How a query goes through many things for a user. */
export function turnsOf({ store }: Pick<QueryContext, 'store'>, owner: string): InTurns {
  return { owner, atOnce: store.projections.atOnce };
}

/** Entries of one page. */
export const MAX_PAGE = 100;
/** Ids in one request: several pages' worth, as a batching client collects them. */
const MAX_IDS = 1_000;

/** BAD_USER_INPUT naming `field` for more ids than one request may have. */
export function checkIds(field: string, ids: readonly string[]): void {
  if (ids.length > MAX_IDS) throw badInput(field, `At most ${MAX_IDS} at once.`);
}

/** BAD_USER_INPUT naming `field` for a page of more than 100. */
export function checkPage(field: string, size: number): number {
  if (size > MAX_PAGE) throw badInput(field, `A page has at most ${MAX_PAGE}.`);
  return size;
}
