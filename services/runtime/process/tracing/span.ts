import { type Attributes, context, type SpanKind, SpanStatusCode, trace } from '@opentelemetry/api';
import { isAppError } from '../../kernel/errors/app-error.ts';

const TRACER = 'confab';
let collecting = false;

/** Whether spans are made at all; what they would describe runs without them. */
export function collectSpans(on: boolean): void {
  collecting = on;
}

export interface SpanDescription {
  /** Of low cardinality: the kind of work, never what it is done to. */
  name: string;
  kind: SpanKind;
  attributes?: Attributes;
}

/**
 * Does the work as one span of the trace under way, or of a new one. While nobody collects traces this costs nothing. A failure is noted
 * by its code alone: messages may hold what users wrote.
 */
export function inSpan<T>(description: SpanDescription, work: () => Promise<T>): Promise<T> {
  return collecting ? record(description, work) : work();
}

async function record<T>({ name, kind, attributes = {} }: SpanDescription, work: () => Promise<T>): Promise<T> {
  const span = trace.getTracer(TRACER).startSpan(name, { kind, attributes });
  try {
    return await context.with(trace.setSpan(context.active(), span), work);
  } catch (error) {
    const code = isAppError(error) ? error.code : 'INTERNAL';
    span.setAttribute('error.type', code).setStatus({ code: SpanStatusCode.ERROR, message: code });
    throw error;
  } finally {
    span.end();
  }
}
