import { createMetricsRegistry } from '@confab/runtime/process/metrics';
import { Counter, Gauge, type Registry } from 'prom-client';

/** What an operator sees of a gateway. */
export interface GatewayMetrics {
  /** In the text format of Prometheus. */
  print(): Promise<string>;
  readonly contentType: string;
  operation(transport: 'http' | 'ws', type: string): void;
  internalError(): void;
  tooSlow(): void;
  /** A connection was refused or ended because of too many: of its address, or of all that there is room for. */
  refused(why: 'address' | 'room'): void;
  /** How many there are, of whatever kind. */
  connections(read: () => number): void;
}

export interface Counted {
  sockets(): number;
  subscriptions(): number;
  feeds(): number;
}

export function createMetrics(counted: Counted, registry: Registry = createMetricsRegistry()): GatewayMetrics {
  const registers = [registry];
  const operations = new Counter({
    name: 'confab_gateway_operations_total',
    help: 'Operations let in',
    labelNames: ['transport', 'type'] as const,
    registers,
  });
  const errors = new Counter({ name: 'confab_gateway_internal_errors_total', help: 'Unexpected failures', registers });
  const slow = new Counter({
    name: 'confab_gateway_slow_sockets_total',
    help: 'Sockets closed because they read too slowly',
    registers,
  });
  const refused = new Counter({
    name: 'confab_gateway_connections_refused_total',
    help: 'Connections refused or ended because there were too many of one address, or no room for more',
    labelNames: ['why'] as const,
    registers,
  });
  gauge('confab_gateway_sockets', 'Sockets of signed-in users', counted.sockets);
  gauge('confab_gateway_subscriptions', 'Subscriptions that live', counted.subscriptions);
  gauge('confab_gateway_feeds', 'Rooms and inboxes followed', counted.feeds);
  return {
    print: () => registry.metrics(),
    contentType: registry.contentType,
    operation: (transport, type) => operations.inc({ transport, type }),
    internalError: () => errors.inc(),
    tooSlow: () => slow.inc(),
    refused: (why) => refused.inc({ why }),
    connections: (read) => gauge('confab_gateway_connections', 'Connections, silent ones included', read),
  };

  function gauge(name: string, help: string, read: () => number): void {
    new Gauge({
      name,
      help,
      registers,
      collect() {
        this.set(read());
      },
    });
  }
}
