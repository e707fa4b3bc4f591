import type { NatsConnection } from 'nats';

/** Messages of one connection on their way out. */
export interface Outgoing {
  /** Sends with everything else that is sent in this turn of the event loop. `onError`: it could not be sent. */
  send(subject: string, message: Uint8Array, options: { reply?: string; onError(error: unknown): void }): void;
}

interface Waiting {
  subject: string;
  message: Uint8Array;
  reply: string | undefined;
  onError(error: unknown): void;
}

/**
 * Gathers what one turn of the event loop brings into one write: the client writes out after each message that is published from another
 * callback, and a system call costs more than the rest of a small message.
 */
export function createOutgoing(connection: NatsConnection): Outgoing {
  let waiting: Waiting[] = [];
  const flush = () => {
    const batch = waiting;
    waiting = [];
    for (const { subject, message, reply, onError } of batch) {
      try {
        connection.publish(subject, message, reply === undefined ? {} : { reply });
      } catch (error) {
        onError(error);
      }
    }
  };
  return {
    send(subject, message, { reply, onError }) {
      if (waiting.push({ subject, message, reply, onError }) === 1) setImmediate(flush);
    },
  };
}
