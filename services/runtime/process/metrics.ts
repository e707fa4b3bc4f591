import { collectDefaultMetrics, Registry } from 'prom-client';

/** The Prometheus metrics of a process: CPU, memory, event loop and garbage collection, and what its services register. One for each process. */
export function createMetricsRegistry(labels: Readonly<Record<string, string>> = {}): Registry {
  const registry = new Registry();
  registry.setDefaultLabels(labels);
  collectDefaultMetrics({ register: registry });
  return registry;
}
