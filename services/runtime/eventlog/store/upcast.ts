import { AppError } from '../../kernel/errors/app-error.ts';
import type { NewEvent, Upcasters } from './event.ts';

/** Brings an event to the version this code writes. Events of types without upcasters pass as they are. */
export type Upcaster = <E extends NewEvent>(event: E) => E;

/**
 * Applies the upcasts that an old event lacks, in order. Throws UNAVAILABLE for an event of a version that this code does not know yet: a newer
 * version of the service wrote it, and only that one can read it.
 */
export function createUpcaster(upcasters: Upcasters): Upcaster {
  return (event) => {
    const steps = upcasters[event.type];
    const current = (steps?.length ?? 0) + 1;
    if (event.version === current) return event;
    if (event.version > current) {
      throw new AppError(
        'UNAVAILABLE',
        `The log holds ${event.type} in version ${event.version}, this program knows version ${current}. Start the newer program.`,
      );
    }
    const data = steps?.slice(event.version - 1).reduce((old, step) => step(old), event.data) ?? event.data;
    return { ...event, data, version: current };
  };
}
