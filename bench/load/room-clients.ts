import { DIALECTS } from './dialect.ts';
import { inParallel } from './in-parallel.ts';
import type { LoadOptions } from './room-load.ts';
import { type Subscriber, subscribe } from './subscriber.ts';

export interface RoomOfLoad {
  name: string;
  /** Of its clients, in turn; empty where the server asks for none. */
  tokens: readonly string[];
}

/** One socket. */
export interface Client {
  index: number;
  room: string;
  socket: Subscriber['socket'];
  isSubscribed: boolean;
  isSender: boolean;
  /** It reads each message's mark; the others only count. */
  isSample: boolean;
  readonly received: number;
  posted: number;
  acknowledged: number;
  /** When what it has under way was posted, oldest first. */
  sentAt: number[];
}

export interface ClientEvents {
  arrived(client: Client, data: Buffer, start: number): void;
  acknowledged(client: Client): void;
  failed(reason: string): void;
}

type Seat = Omit<Client, 'socket' | 'received' | 'posted' | 'acknowledged' | 'sentAt'> & { token: string | undefined };

/** Every so many clients one is a sample. */
const SAMPLE = 10;
/** Sockets that are being opened at a time. */
const AT_ONCE = 50;

/** Opens all sockets; resolves once every subscriber is in its room. */
export async function enterRooms(options: LoadOptions, events: ClientEvents): Promise<Client[]> {
  const dialect = DIALECTS[options.dialect];
  return inParallel(seatsOf(options), AT_ONCE, async ({ token, ...seat }) => {
    let client: Client | undefined;
    const subscriber = await subscribe({
      url: options.url,
      dialect,
      token,
      ...(seat.isSubscribed ? { room: seat.room } : {}),
      events: {
        delivery: (data, start) => client && events.arrived(client, data, start),
        ack: () => client && events.acknowledged(client),
        failed: events.failed,
      },
    });
    client = {
      ...seat,
      socket: subscriber.socket,
      get received() {
        return subscriber.received;
      },
      posted: 0,
      acknowledged: 0,
      sentAt: [],
    };
    return client;
  });
}

/** Where the answer to a post is its own delivery, a sender that waits for it has to be in the room. */
function seatsOf({ rooms, subscribers, senders, sendersSubscribe, dialect, pace }: LoadOptions): Seat[] {
  const { echoAcks } = DIALECTS[dialect];
  const outside = sendersSubscribe ? 0 : senders;
  return rooms
    .flatMap(({ name: room, tokens }) =>
      Array.from({ length: subscribers + outside }, (_, i) => ({
        room,
        token: tokens[i % tokens.length],
        isSubscribed: i < subscribers || (echoAcks && 'window' in pace),
        isSender: sendersSubscribe ? i < senders : i >= subscribers,
      })),
    )
    .map((seat, index) => ({ ...seat, index, isSample: index % SAMPLE === 0 || (echoAcks && seat.isSender) }));
}
