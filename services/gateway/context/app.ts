import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { LiveBus } from '@confab/runtime/network/live/port';
import type { LiveConfig } from '../config.ts';
import type { Feeds } from '../live/feeds.ts';
import type { Clients } from './clients.ts';
import type { CostBudgets } from './cost-budgets.ts';
import type { Partitions } from './partitions.ts';

/** Who is about to sign out: their sockets then close without the grace that a lost connection gets. */
export interface Farewells {
  expect(sessionId: string): void;
}

/** What every request of one gateway shares. */
export interface App {
  readonly clients: Clients;
  /** What this server tells of itself. */
  readonly server: { readonly name: string; readonly version: string };
  /** What links begin with; undefined: the address that was asked. */
  readonly publicUrl: string | undefined;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly bus: LiveBus<LiveEvent>;
  readonly live: LiveConfig;
  readonly feeds: Feeds;
  readonly farewells: Farewells;
  readonly partitions: Partitions;
  readonly budgets: CostBudgets;
  /** For what is nobody's mistake: it is logged and counted. */
  onError(error: unknown): void;
  /** What this makes for the whole gateway, such as a cache or a list that everybody shares: made when it is first asked for. */
  keep<Value>(make: (app: App) => Value): Value;
}

/** Returns the app of these parts, and how to close all that it keeps. */
export function createApp(parts: Omit<App, 'keep'>): App & { close(): void } {
  const kept = new Map<unknown, unknown>();
  const app = {
    ...parts,
    keep<Value>(make: (app: App) => Value): Value {
      if (!kept.has(make)) kept.set(make, make(app));
      return kept.get(make) as Value;
    },
    close() {
      for (const each of kept.values()) if (isClosable(each)) each.close();
    },
  };
  return app;
}

function isClosable(value: unknown): value is { close(): void } {
  return typeof (value as { close?: unknown } | undefined)?.close === 'function';
}
