import { describeBrowsing } from '../../browser/contract/event-browser.ts';
import type { Upcasters } from '../event.ts';
import type { EventStore } from '../port.ts';
import type { Document, Projection, Scalar } from '../projection.ts';
import { describeCommits } from './commits.ts';
import { describeLog } from './log.ts';
import { describeMaintenance } from './maintenance.ts';
import { describeProjections } from './projections.ts';
import { describeQueries } from './queries.ts';

/** The data of one store, which may be opened several times, one after the other or at once. */
export interface StoreData {
  open(options: { projections: readonly Projection[]; upcasters: Upcasters }): Promise<EventStore>;
  /** Damages the data behind the store's back, while it is open. */
  loseEvent(stream: string, seq: number): Promise<void>;
  changeDocument(collection: string, key: readonly Scalar[], doc: Document): Promise<void>;
  loseDocument(collection: string, key: readonly Scalar[]): Promise<void>;
  /** What is done after a restore. */
  renewEpoch(): Promise<void>;
  destroy(): Promise<void>;
}

/** What every driver of `EventStore` keeps. `create` gives new, empty data for each test. */
export function describeEventStore(driver: string, create: () => Promise<StoreData>): void {
  describe(`${driver} as EventStore`, () => {
    describe('commits', () => describeCommits(create));
    describe('the log', () => describeLog(create));
    describe('projections', () => describeProjections(create));
    describe('queries', () => describeQueries(create));
    describe('browsing', () => describeBrowsing(create));
    describe('maintenance', () => describeMaintenance(create));
  });
}
