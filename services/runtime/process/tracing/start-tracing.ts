import { context, propagation, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { W3CTraceContextPropagator } from '@opentelemetry/core';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { resourceFromAttributes } from '@opentelemetry/resources';
import { BatchSpanProcessor, type SpanExporter, TracerProvider } from '@opentelemetry/sdk-trace';
import { collectSpans } from './span.ts';

export interface TracingOptions {
  service: string;
  /** Base address of an OTLP collector that speaks HTTP, such as `http://otel-collector:4318`; traces go to `/v1/traces` there. */
  endpoint: string;
  /** Instead of the collector. */
  exporter?: SpanExporter;
}

/** Traces that are being collected. */
export interface Tracing {
  /** Sends what is left, then stops. Never rejects: a collector that is away loses traces and nothing else. */
  close(): Promise<void>;
}

/** Starts collecting the traces of this process. Spans go out in batches, in the background; whether the collector answers changes nothing. */
export function startTracing({ service, endpoint, exporter }: TracingOptions): Tracing {
  const url = `${endpoint.replace(/\/+$/, '')}/v1/traces`;
  const provider = new TracerProvider({
    resource: resourceFromAttributes({ 'service.name': `confab-${service}` }),
    spanProcessors: [new BatchSpanProcessor({ exporter: exporter ?? new OTLPTraceExporter({ url }) })],
  });
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  propagation.setGlobalPropagator(new W3CTraceContextPropagator());
  trace.setGlobalTracerProvider(provider);
  collectSpans(true);
  return {
    async close() {
      await provider.shutdown().catch(() => undefined);
      collectSpans(false);
      trace.disable();
      context.disable();
      propagation.disable();
    },
  };
}
