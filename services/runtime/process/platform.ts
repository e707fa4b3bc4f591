import type { Logger } from 'pino';
import type { Registry } from 'prom-client';
import type { SearchDefinition, SearchIndex } from '../eventlog/search/port.ts';
import type { Upcasters } from '../eventlog/store/event.ts';
import type { EventStore } from '../eventlog/store/port.ts';
import type { Projection } from '../eventlog/store/projection.ts';
import type { Clock } from '../kernel/clock/port.ts';
import type { Ids } from '../kernel/ids/port.ts';
import type { Ephemeral } from '../network/ephemeral/port.ts';
import type { Leases } from '../network/lease/port.ts';
import type { LiveBus } from '../network/live/port.ts';
import type { Rpc } from '../network/rpc/port.ts';

export interface StoreDefinition {
  projections: readonly Projection[];
  upcasters: Upcasters;
  /** Names of the log's consumers besides the publisher: what a dead process left for them is kept until another has handled it. */
  consumers?: readonly string[];
  /** What of the log can be searched. Such a store has the consumer `INDEXER`. */
  search?: SearchDefinition;
}

/** Everything a service gets from where it runs. Services never know whether that is one process or a cluster. */
export interface Platform<Live> {
  /** Name of the service; its calls carry it, its store and its logs are named for it. */
  readonly service: string;
  /** Opens the service's own store; rebuilds what changed its version first. */
  openStore(definition: StoreDefinition): Promise<EventStore>;
  /** Opens the service's own search index, which whoever opens it closes. Ask after `openStore`. */
  openSearchIndex(definition: SearchDefinition): Promise<SearchIndex>;
  readonly rpc: Rpc;
  readonly live: LiveBus<Live>;
  readonly ephemeral: Ephemeral;
  /** Shares out work among the replicas of this service. Ask after `openStore`. */
  readonly leases: Leases;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Logger;
  /** Of the process, where it shows some for all that runs in it. */
  readonly metrics?: Registry;
}

/** A running service. */
export interface Service {
  /** Resolves while the service can do its work: its backends answer. Rejects with the reason. */
  ready(): Promise<void>;
  /** Finishes what is in flight, then stops. Idempotent. */
  close(): Promise<void>;
}
