import { type DescMessage, fromBinary, type MessageShape } from '@bufbuild/protobuf';
import { sizeDelimitedEncode, sizeDelimitedPeek } from '@bufbuild/protobuf/wire';
import type { Msg, NatsConnection, Subscription as NatsSubscription } from 'nats';
import type { Logger } from 'pino';
import { flushed } from '../nats/connection.ts';
import { createInProcessBus } from './in-process.ts';
import type { LiveBus } from './port.ts';

/** Of one message on the wire; a batch that is larger goes out as several. The broker refuses more than 1 MB by default. */
const MAX_MESSAGE_BYTES = 512 * 1024;
const SUBJECT = /^[^\s.*>\p{Cc}]+(\.[^\s.*>\p{Cc}]+)*$/u;

export interface NatsBusOptions<Desc extends DescMessage> {
  connection: NatsConnection;
  /** Of the messages, which go as size-delimited binary protobuf. */
  schema: Desc;
  log: Logger;
}

interface Shared {
  subscription: NatsSubscription;
  ready: Promise<void>;
  count: number;
}

/**
 * Live delivery over core NATS: at most once, in the order of each publisher. Subscribers of one subject in this process share one subscription of the broker's;
 * what arrives is handed to them inside of the connection's own callback, so nothing piles up between the two. The connection stays the caller's.
 */
export function createNatsBus<Desc extends DescMessage>(options: NatsBusOptions<Desc>): LiveBus<MessageShape<Desc>> {
  const { connection, schema, log } = options;
  type Message = MessageShape<Desc>;
  const local = createInProcessBus<Message>({ log });
  const subjects = new Map<string, Shared>();
  const listeners = new Set<() => void>();
  /** What is published meanwhile is dropped: the client would keep it without a bound. */
  let away = false;
  let closed = false;

  void (async () => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect') away = true;
      if (type !== 'reconnect' || closed) continue;
      away = false;
      // The subscriptions are sent again before this; what comes after the flush arrives.
      await flushed(connection).catch(() => undefined);
      for (const listener of listeners) listener();
    }
  })();

  const receive = (subject: string, { data }: Msg) => {
    try {
      local.publish(subject, decode(schema, data));
    } catch (error) {
      log.error({ err: error, subject }, 'a live message cannot be read');
    }
  };

  const share = (subject: string): Shared => {
    const subscription = connection.subscribe(subject, {
      callback: (error, message) => {
        if (error) log.error({ err: error, subject }, 'live messages cannot be received');
        else receive(subject, message);
      },
    });
    return { subscription, ready: flushed(connection), count: 0 };
  };

  const release = (subject: string, shared: Shared) => {
    shared.count -= 1;
    if (shared.count > 0) return;
    subjects.delete(subject);
    shared.subscription.unsubscribe();
  };

  const send = (subject: string, batch: readonly Message[]) => {
    for (const message of encode(schema, batch)) connection.publish(subject, message);
  };

  return {
    publish(subject, batch) {
      if (closed || away || batch.length === 0 || connection.isClosed()) return;
      try {
        send(checked(subject), batch);
      } catch (error) {
        log.error({ err: error, subject }, 'live messages could not be published');
      }
    },
    async subscribe(subject, handler) {
      const shared = subjects.get(checked(subject)) ?? share(subject);
      subjects.set(subject, shared);
      shared.count += 1;
      const subscription = await local.subscribe(subject, handler);
      let open = true;
      const unsubscribe = () => {
        if (!open) return;
        open = false;
        subscription.unsubscribe();
        release(subject, shared);
      };
      try {
        await shared.ready;
      } catch (error) {
        unsubscribe();
        throw error;
      }
      return { unsubscribe };
    },
    onInterrupted(listener) {
      const own = () => listener();
      listeners.add(own);
      return () => void listeners.delete(own);
    },
    async close() {
      if (closed) return;
      closed = true;
      for (const { subscription } of subjects.values()) subscription.unsubscribe();
      subjects.clear();
      await local.close();
      if (!connection.isClosed()) await connection.flush().catch(() => undefined);
    },
  };
}

/** The last look before a name becomes structure: wildcards and empty tokens never reach the broker. */
function checked(subject: string): string {
  if (!SUBJECT.test(subject)) throw new Error('this is no subject');
  return subject;
}

function encode<Desc extends DescMessage>(schema: Desc, batch: readonly MessageShape<Desc>[]): Uint8Array[] {
  const parts: Uint8Array[][] = [[]];
  let bytes = 0;
  for (const message of batch) {
    const encoded = sizeDelimitedEncode(schema, message);
    if (bytes > 0 && bytes + encoded.length > MAX_MESSAGE_BYTES) {
      parts.push([]);
      bytes = 0;
    }
    parts.at(-1)?.push(encoded);
    bytes += encoded.length;
  }
  return parts.map((part) => (part.length === 1 ? (part[0] as Uint8Array) : Buffer.concat(part)));
}

function decode<Desc extends DescMessage>(schema: Desc, data: Uint8Array): MessageShape<Desc>[] {
  const messages: MessageShape<Desc>[] = [];
  for (let rest = data; rest.length > 0; ) {
    const { size, offset, eof } = sizeDelimitedPeek(rest);
    if (eof || size === null) throw new Error('a live message is cut off');
    messages.push(fromBinary(schema, rest.subarray(offset, offset + size)));
    rest = rest.subarray(offset + size);
  }
  return messages;
}
