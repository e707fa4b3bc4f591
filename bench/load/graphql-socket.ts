import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** Part of every event of a subscription that asks for both. */
export interface StreamEvent {
  __typename: string;
  cursor: string;
}

/** A GraphQL client over one WebSocket, for loads whose messages have to be read: every frame is parsed. */
export interface GraphqlSocket {
  /** The data of a query or mutation. Rejects where there are errors, or the socket closes. */
  request<Data>(query: string, variables?: object): Promise<Data>;
  /** Calls back with the value of the subscription's field until `stop`. */
  subscribe<Event extends StreamEvent>(
    query: string,
    variables: object,
    onEvent: (event: Event) => void,
  ): { stop(): void };
  readonly raw: RawSocket;
  destroy(): void;
}

interface Frame {
  id?: string;
  type: string;
  payload?: { data?: Record<string, unknown>; errors?: unknown };
}

/** Resolves once the server has taken the token. `onClose` is told of every end that is not `destroy`. */
export async function openGraphqlSocket(options: {
  url: string;
  token: string | undefined;
  onClose(reason: string): void;
}): Promise<GraphqlSocket> {
  const welcome = Promise.withResolvers<void>();
  const handlers = new Map<string, (frame: Frame) => void>();
  const waiting = new Map<string, (error: Error) => void>();
  let destroyed = false;
  let operations = 0;

  const raw = await openRawSocket({
    url: options.url,
    protocol: 'graphql-transport-ws',
    onText(data, start, end) {
      const frame = JSON.parse(data.toString('utf8', start, end)) as Frame;
      if (frame.type === 'connection_ack') welcome.resolve();
      else if (frame.type === 'ping') raw.send('{"type":"pong"}');
      else handlers.get(frame.id as string)?.(frame);
    },
    onClose(reason) {
      if (destroyed) return;
      const error = new Error(reason);
      welcome.reject(error);
      for (const reject of waiting.values()) reject(error);
      options.onClose(reason);
    },
  });
  raw.send(JSON.stringify({ type: 'connection_init', payload: { authorization: `Bearer ${options.token}` } }));
  await welcome.promise;

  const start = (payload: object, onFrame: (frame: Frame) => void): string => {
    operations += 1;
    const id = `o${operations}`;
    handlers.set(id, onFrame);
    raw.send(JSON.stringify({ id, type: 'subscribe', payload }));
    return id;
  };

  return {
    raw,
    request: <Data>(query: string, variables: object = {}) =>
      new Promise<Data>((resolve, reject) => {
        const id = start({ query, variables }, ({ type, payload }) => {
          if (type === 'next' && payload?.errors === undefined) return resolve(payload?.data as Data);
          handlers.delete(id);
          waiting.delete(id);
          if (type !== 'complete') reject(new Error(JSON.stringify(payload)));
        });
        waiting.set(id, reject);
      }),
    subscribe(query, variables, onEvent) {
      const id = start({ query, variables }, ({ type, payload }) => {
        const [event] = Object.values(payload?.data ?? {});
        if (type === 'next' && event) onEvent(event as Parameters<typeof onEvent>[0]);
        else if (type !== 'complete') options.onClose(`a subscription failed: ${JSON.stringify(payload)}`);
      });
      return {
        stop() {
          handlers.delete(id);
          raw.send(JSON.stringify({ id, type: 'complete' }));
        },
      };
    },
    destroy() {
      destroyed = true;
      raw.destroy();
    },
  };
}
