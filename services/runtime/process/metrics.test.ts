import { Counter } from 'prom-client';
import { createMetricsRegistry } from './metrics.ts';

describe('createMetricsRegistry', () => {
  it('prints what the process and its services measure, with the labels', async () => {
    const registry = createMetricsRegistry({ process: 'test' });
    new Counter({ name: 'confab_things_total', help: 'Things.', registers: [registry] }).inc(3);
    const text = await registry.metrics();
    expect(text).toContain('confab_things_total{process="test"} 3');
    expect(text).toContain('nodejs_eventloop_lag_seconds');
  });
});
