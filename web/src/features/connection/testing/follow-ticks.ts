import type { Connection } from '../connection.ts';
import { createResumableStream } from '../resumable-stream.ts';
import type { Tick } from './tick-server.ts';

/** Follows the ticks of a tick server over a connection. Returns how to stop. */
export function followTicks(connection: Connection, onTick: (cursor: string) => void): () => void {
  const stream = createResumableStream<Tick>({
    open: (after, sink) =>
      connection.subscribe(
        { query: 'subscription ($after: ID) { ticks(after: $after) { cursor } }', variables: { after } },
        sink,
      ),
    cursorOf: ({ cursor }) => cursor,
    isReset: () => false,
    isLast: () => false,
    onEvent: ({ cursor }) => onTick(cursor),
    onEnd: () => undefined,
    retryDelay: () => 0,
    setTimer(run, delayMs) {
      const timer = setTimeout(run, delayMs);
      return () => clearTimeout(timer);
    },
  });
  const detach = connection.attach(stream);
  return () => {
    detach();
    stream.close();
  };
}
