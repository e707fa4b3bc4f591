import { inSpan } from '@confab/runtime/process/tracing/span';
import { SpanKind } from '@opentelemetry/api';
import type { GatewayContext } from '../context/context.ts';

/** Executes an operation as the first span of its trace. What it calls carries the same correlation id. */
export function traceOperation<T>(
  transport: 'http' | 'ws',
  { correlationId }: GatewayContext,
  execute: () => Promise<T>,
): Promise<T> {
  const attributes = { 'confab.correlation_id': correlationId, 'confab.transport': transport };
  return inSpan({ name: 'graphql', kind: SpanKind.SERVER, attributes }, execute);
}
