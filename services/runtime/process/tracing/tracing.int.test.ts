import { join } from 'node:path';
import { SpanKind } from '@opentelemetry/api';
import { InMemorySpanExporter, type ReadableSpan } from '@opentelemetry/sdk-trace';
import { pino } from 'pino';
import { openSqliteStore } from '../../eventlog/store/sqlite/open-sqlite-store.ts';
import { AppError } from '../../kernel/errors/app-error.ts';
import { randomIds } from '../../kernel/ids/port.ts';
import { withCall } from '../../network/rpc/call.ts';
import { createInProcessRpc } from '../../network/rpc/in-process.ts';
import { append } from '../../testing/append.ts';
import { EchoService } from '../../testing/echo-service.ts';
import { createTempFolder } from '../../testing/temp-folder.ts';
import { inSpan } from './span.ts';
import { startTracing } from './start-tracing.ts';
import { traceRpc } from './trace-rpc.ts';
import { traceStore } from './trace-store.ts';

describe('a trace', () => {
  const folder = createTempFolder();
  const log = pino({ level: 'silent' });
  const network = createInProcessRpc({ log });
  const as = (service: string) => traceRpc(network.as(service), { ids: randomIds });
  afterAll(() => folder.remove());

  /** Spans by what came first, each with the name of its parent. */
  const record = async (work: () => Promise<unknown>): Promise<[ReadableSpan, string | undefined][]> => {
    const exporter = new InMemorySpanExporter();
    const kept: ReadableSpan[] = [];
    const exportSpans = exporter.export.bind(exporter);
    exporter.export = (spans, done) => {
      kept.push(...spans);
      exportSpans(spans, done);
    };
    const tracing = startTracing({ service: 'test', endpoint: 'http://localhost', exporter });
    try {
      await work();
    } finally {
      await tracing.close();
    }
    return kept.map((span) => [
      span,
      kept.find((other) => other.spanContext().spanId === span.parentSpanContext?.spanId)?.name,
    ]);
  };

  it('goes from the operation through both ends of the call to the commit, with the correlation id', async () => {
    const plain = await openSqliteStore({ file: join(folder.path, 'a.db'), projections: [], upcasters: {} });
    const store = traceStore(plain, { system: 'sqlite' });
    const server = as('server');
    const served = await server.serve(EchoService, {
      async echo() {
        await append(store, 'note-a', { type: 'Noted', data: {} });
        return {};
      },
      echoAgain: () => ({}),
    });
    const client = as('client').client(EchoService);
    const spans = await record(() =>
      inSpan({ name: 'operation', kind: SpanKind.SERVER }, () => client.echo({}, withCall({ correlationId: 'c1' }))),
    );
    await served.withdraw();
    await store.close();
    const steps = spans.map(([span, parent]) => [span.name, SpanKind[span.kind], parent]);
    expect(steps).toEqual(
      expect.arrayContaining([
        ['operation', 'SERVER', undefined],
        ['EchoService/Echo', 'CLIENT', 'operation'],
        ['EchoService/Echo', 'SERVER', 'EchoService/Echo'],
        ['store.commit', 'CLIENT', 'EchoService/Echo'],
      ]),
    );
    expect(new Set(spans.map(([span]) => span.spanContext().traceId)).size).toBe(1);
    const ids = spans.map(([span]) => span.attributes['confab.correlation_id']);
    expect(ids.filter((id) => id === 'c1')).toHaveLength(2);
  });

  it('tells the code of a failure and nothing of its message', async () => {
    const spans = await record(() =>
      inSpan({ name: 'operation', kind: SpanKind.SERVER }, async () => {
        throw new AppError('FORBIDDEN', 'secret words');
      }).catch(() => undefined),
    );
    expect(spans[0]?.[0].attributes['error.type']).toBe('FORBIDDEN');
    expect(JSON.stringify(spans.map(([{ status, attributes, events }]) => [status, attributes, events]))).not.toContain(
      'secret',
    );
  });
});
