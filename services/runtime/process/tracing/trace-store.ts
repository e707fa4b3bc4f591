import { SpanKind } from '@opentelemetry/api';
import type { EventStore } from '../../eventlog/store/port.ts';
import type { ProjectionReader } from '../../eventlog/store/projection.ts';
import { inSpan } from './span.ts';

/** The same store, with a span for each commit and each read. A commit's span includes how long it waits for the batch it goes out with. */
export function traceStore(store: EventStore, { system }: { system: string }): EventStore {
  const traced = <Args extends unknown[], T>(name: string, work: (...args: Args) => Promise<T>) => {
    const span = { name: `store.${name}`, kind: SpanKind.CLIENT, attributes: { 'db.system.name': system } };
    return (...args: Args): Promise<T> => inSpan(span, () => work(...args));
  };
  const { projections } = store;
  return {
    ...store,
    commit: traced('commit', store.commit),
    findCommand: traced('findCommand', store.findCommand),
    readStream: traced('readStream', store.readStream),
    readAll: traced('readAll', store.readAll),
    head: traced('head', store.head),
    projections: {
      atOnce: projections.atOnce,
      get: traced('get', projections.get),
      getMany: traced('getMany', projections.getMany),
      find: traced('find', projections.find),
      count: traced('count', projections.count),
    } as ProjectionReader,
  };
}
