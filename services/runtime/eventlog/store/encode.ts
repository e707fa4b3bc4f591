import type { Collection } from './collections.ts';
import type { NewEvent } from './event.ts';
import type { Commit } from './port.ts';
import type { Projection, ProjectionWrite } from './projection.ts';

/** Turns commits and projection writes into what an engine takes. All checks of their shape are here. */
export interface Encoder<EncodedCommit, EncodedWrite> {
  /** Throws what a projection throws, or where one of its writes is malformed. */
  commit(commit: Commit): EncodedCommit;
  /** What one projection makes of an event that is upcast. */
  writes(projection: Projection, event: NewEvent): EncodedWrite[];
}

/** Returns what encodes the writes that a projection makes of an event. `encode` answers undefined for one that changes nothing. */
export function createWriteEncoder<EncodedWrite>(
  collections: ReadonlyMap<string, Collection>,
  encode: (collection: Collection, write: ProjectionWrite) => EncodedWrite | undefined,
): Encoder<never, EncodedWrite>['writes'] {
  return (projection, event) => {
    const encoded: EncodedWrite[] = [];
    for (const write of projection.project(event)) {
      const collection = collections.get(write.in);
      if (collection?.projection !== projection.name) {
        throw new Error(`projection "${projection.name}" does not own a collection "${write.in}"`);
      }
      const one = encode(collection, write);
      if (one) encoded.push(one);
    }
    return encoded;
  };
}

/** JSON of any value; what JSON has no word for is null. */
export function toJson(value: unknown): string {
  return JSON.stringify(value) ?? 'null';
}
