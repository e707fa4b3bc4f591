import type { DescMethod, DescService } from '@bufbuild/protobuf';
import type { CallOptions, Client, HandlerContext, ServiceImpl } from '@connectrpc/connect';
import { type Attributes, context, propagation, SpanKind } from '@opentelemetry/api';
import type { Ids } from '../../kernel/ids/port.ts';
import { type Call, callKey, callOf, withCall } from '../../network/rpc/call.ts';
import type { Rpc } from '../../network/rpc/port.ts';
import { inSpan } from './span.ts';

type Handler = (request: unknown, context: HandlerContext) => unknown;
type Method = (init: unknown, options?: CallOptions) => Promise<unknown>;

/** The same network, with one span at the caller and one at the handler for each request; the first is the parent of the second. */
export function traceRpc(rpc: Rpc, { ids }: { ids: Ids }): Rpc {
  return {
    serve: (service, handlers, options) => rpc.serve(service, tracedHandlers(service, handlers), options),
    client: (service) => tracedClient(service, rpc.client(service), ids),
    close: () => rpc.close(),
  };
}

function tracedHandlers<S extends DescService>(service: S, handlers: ServiceImpl<S>): ServiceImpl<S> {
  const traced: Record<string, Handler> = {};
  for (const method of service.methods) {
    const handler = (handlers as Record<string, Handler | undefined>)[method.localName]?.bind(handlers);
    if (!handler) continue;
    traced[method.localName] = (request, handlerContext) => {
      const call = callOf(handlerContext);
      const parent = propagation.extract(context.active(), { traceparent: call.traceparent ?? '' });
      const span = { name: nameOf(method), kind: SpanKind.SERVER, attributes: attributesOf(call) };
      return context.with(parent, () => inSpan(span, async () => handler(request, handlerContext)));
    };
  }
  return traced as ServiceImpl<S>;
}

function tracedClient<S extends DescService>(service: S, client: Client<S>, ids: Ids): Client<S> {
  const traced: Record<string, Method> = {};
  for (const method of service.methods) {
    const send = (client as Record<string, Method | undefined>)[method.localName];
    if (!send) continue;
    traced[method.localName] = (init, options) => {
      const call = options?.contextValues?.get(callKey) ?? { correlationId: ids.next() };
      const span = { name: nameOf(method), kind: SpanKind.CLIENT, attributes: attributesOf(call) };
      return inSpan(span, () => send(init, { ...options, ...withCall({ ...call, ...carrier() }) }));
    };
  }
  return traced as Client<S>;
}

function carrier(): Pick<Call, 'traceparent'> {
  const found: { traceparent?: string } = {};
  propagation.inject(context.active(), found);
  return found.traceparent === undefined ? {} : { traceparent: found.traceparent };
}

function nameOf(method: DescMethod): string {
  return `${method.parent.name}/${method.name}`;
}

function attributesOf({ correlationId, service }: Call): Attributes {
  return { 'confab.correlation_id': correlationId, ...(service && { 'confab.caller': service }) };
}
