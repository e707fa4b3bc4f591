import { join } from 'node:path';
import { pino } from 'pino';
import { createLogConsumer } from '../../eventlog/consumers/log-consumer.ts';
import { openSqliteStore } from '../../eventlog/store/sqlite/open-sqlite-store.ts';
import { AppError } from '../../kernel/errors/app-error.ts';
import { withCall } from '../../network/rpc/call.ts';
import { createInProcessRpc } from '../../network/rpc/in-process.ts';
import { append } from '../../testing/append.ts';
import { EchoService } from '../../testing/echo-service.ts';
import { eventually } from '../../testing/eventually.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import { createMetricsRegistry } from '../metrics.ts';
import { measureRpc } from './measure-rpc.ts';
import { measureStore } from './measure-store.ts';

describe('measureStore', () => {
  const folder = createTempFolder();
  afterAll(() => folder.remove());

  it('counts commits and events, and tells how long a consumer is behind', async () => {
    const registry = createMetricsRegistry();
    const plain = await openSqliteStore({ file: join(folder.path, 'a.db'), projections: [], upcasters: {} });
    const store = measureStore(plain, registry);
    const stuck = Promise.withResolvers<void>();
    const consumer = createLogConsumer({ store, name: 'slow', handle: () => stuck.promise, onError: () => {} });
    await consumer.caughtUp();
    await append(store, 'note-a', { type: 'Noted', data: {} });
    const lag = async () =>
      Number(/confab_outbox_lag_seconds\{consumer="slow"\} (\S+)/.exec(await registry.metrics())?.[1]);
    await eventually(async () => expect(await lag()).toBeGreaterThan(0));
    stuck.resolve();
    await eventually(async () => expect(await lag()).toBe(0));
    const text = await registry.metrics();
    expect(text).toContain('confab_store_events_total 1');
    expect(text).toContain('confab_store_commit_seconds_count{outcome="committed"} 1');
    await consumer.stop();
    await store.close();
  });
});

describe('measureRpc', () => {
  it('counts requests at both ends by method and code', async () => {
    const network = createInProcessRpc({ log: pino({ level: 'silent' }) });
    const [server, client] = [createMetricsRegistry(), createMetricsRegistry()];
    const served = await measureRpc(network.as('server'), server).serve(EchoService, {
      echo: () => ({}),
      echoAgain: () => {
        throw new AppError('FORBIDDEN', 'no');
      },
    });
    const echo = measureRpc(network.as('client'), client).client(EchoService);
    const call = withCall({ correlationId: 'c' });
    await echo.echo({}, call);
    await expect(echo.echoAgain({}, call)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (const [side, registry] of Object.entries({ server, client })) {
      const text = await registry.metrics();
      expect(text).toContain(`confab_rpc_${side}_seconds_count{method="EchoService/Echo",code="OK"} 1`);
      expect(text).toContain(`confab_rpc_${side}_seconds_count{method="EchoService/EchoAgain",code="FORBIDDEN"} 1`);
    }
    await served.withdraw();
  });
});
