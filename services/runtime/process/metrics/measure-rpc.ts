import type { DescMethod, DescService } from '@bufbuild/protobuf';
import type { CallOptions, Client, HandlerContext, ServiceImpl } from '@connectrpc/connect';
import { Histogram, type Registry } from 'prom-client';
import { isAppError } from '../../kernel/errors/app-error.ts';
import type { Rpc } from '../../network/rpc/port.ts';
import { SECONDS } from './buckets.ts';

type Times = Histogram<'method' | 'code'>;
type Handler = (request: unknown, context: HandlerContext) => unknown;
type Method = (init: unknown, options?: CallOptions) => Promise<unknown>;

/** The same network; measures requests at both ends, by method and by the code of the answer (`OK`, or an AppError's). */
export function measureRpc(rpc: Rpc, registry: Registry): Rpc {
  const times = (side: 'client' | 'server', help: string): Times =>
    new Histogram({
      name: `confab_rpc_${side}_seconds`,
      help,
      labelNames: ['method', 'code'] as const,
      buckets: SECONDS,
      registers: [registry],
    });
  const calls = times('client', 'Time until a request to another service was answered');
  const served = times('server', 'Time that a request of another service took');
  return {
    serve: (service, handlers, options) => rpc.serve(service, measuredHandlers(service, handlers, served), options),
    client: (service) => measuredClient(service, rpc.client(service), calls),
    close: () => rpc.close(),
  };
}

function measuredHandlers<S extends DescService>(service: S, handlers: ServiceImpl<S>, times: Times): ServiceImpl<S> {
  const measured: Record<string, Handler> = {};
  for (const method of service.methods) {
    const handler = (handlers as Record<string, Handler | undefined>)[method.localName]?.bind(handlers);
    if (!handler) continue;
    measured[method.localName] = (request, context) => timed(times, method, async () => handler(request, context));
  }
  return measured as ServiceImpl<S>;
}

function measuredClient<S extends DescService>(service: S, client: Client<S>, times: Times): Client<S> {
  const measured: Record<string, Method> = {};
  for (const method of service.methods) {
    const send = (client as Record<string, Method | undefined>)[method.localName];
    if (!send) continue;
    measured[method.localName] = (init, options) => timed(times, method, () => send(init, options));
  }
  return measured as Client<S>;
}

async function timed<T>(times: Times, method: DescMethod, work: () => Promise<T>): Promise<T> {
  const stop = times.startTimer({ method: `${method.parent.name}/${method.name}` });
  try {
    const answer = await work();
    stop({ code: 'OK' });
    return answer;
  } catch (error) {
    stop({ code: isAppError(error) ? error.code : 'INTERNAL' });
    throw error;
  }
}
