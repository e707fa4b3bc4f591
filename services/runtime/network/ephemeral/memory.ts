import type { Logger } from 'pino';
import type { Clock } from '../../kernel/clock/port.ts';
import { createInProcessBus } from '../live/in-process.ts';
import type { Ephemeral } from './port.ts';
import { createTokenBuckets } from './token-buckets.ts';

/** Ephemeral facts and rate limits of one process. Handlers run inside of `publish`, as on the in-process bus. */
export function createMemoryEphemeral({ clock, log }: { clock: Clock; log: Logger }): Ephemeral {
  const bus = createInProcessBus<object>({ log });
  const buckets = createTokenBuckets(clock);
  return {
    publish: (topic, payload) => bus.publish(topic, [payload]),
    subscribe: (topic, handler) =>
      bus.subscribe(topic, (batch) => {
        for (const payload of batch) handler(payload);
      }),
    take: async (bucket, options) => buckets.take(bucket, options),
    close: () => bus.close(),
  };
}
