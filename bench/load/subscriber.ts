import type { Dialect } from './dialect.ts';
import { openRawSocket, type RawSocket } from './raw-socket.ts';

/** What happens on a subscriber's socket. The buffer is only valid inside of the call. */
export interface SubscriberEvents {
  delivery(data: Buffer, start: number, end: number): void;
  ack(): void;
  /** The server refused something or closed the socket: the run is void. */
  failed(reason: string): void;
}

export interface Subscriber {
  socket: RawSocket;
  /** Messages it got. */
  received: number;
}

export interface SubscriberOptions {
  url: string;
  dialect: Dialect;
  token: string | undefined;
  /** The room it enters; absent: it only posts. */
  room?: string;
  events: SubscriberEvents;
}

/** Opens a socket, says hello and enters the room, if there is one. Resolves once it is in. */
export async function subscribe({ url, dialect, token, room, events }: SubscriberOptions): Promise<Subscriber> {
  const welcome = Promise.withResolvers<void>();
  const ready = Promise.withResolvers<void>();
  const fail = (reason: string) => {
    welcome.reject(new Error(reason));
    ready.reject(new Error(reason));
    events.failed(reason);
  };
  ready.promise.catch(() => undefined);
  welcome.promise.catch(() => undefined);
  const subscriber: Subscriber = {
    received: 0,
    socket: await openRawSocket({
      url,
      ...(dialect.protocol === undefined ? {} : { protocol: dialect.protocol }),
      onClose: fail,
      onText(data, start, end) {
        const kind = dialect.kind(data, start, end);
        if (kind === 'delivery') {
          subscriber.received += 1;
          events.delivery(data, start, end);
        } else if (kind === 'ack') events.ack();
        else if (kind === 'welcome') welcome.resolve();
        else if (kind === 'ready') ready.resolve();
        else if (kind === 'ping') dialect.pong?.(subscriber.socket);
        else if (kind === 'refused') fail(data.toString('utf8', start, Math.min(end, start + 500)));
      },
    }),
  };
  if (dialect.hello) {
    dialect.hello(subscriber.socket, token);
    await welcome.promise;
  }
  if (room === undefined) return subscriber;
  dialect.join(subscriber.socket, room);
  if (dialect.confirms) await ready.promise;
  return subscriber;
}
