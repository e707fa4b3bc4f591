import type { EventStore } from '../store/port.ts';
import type { CachedStream } from './cached-stream.ts';

const PAGE = 500;

/** Brings the state to what is on disk: from the snapshot and the events after it, or only to the head where the state is partial. */
export async function loadStream(store: EventStore, stream: CachedStream): Promise<void> {
  const { name, kind } = stream;
  stream.state = kind.initialState();
  if (kind.partial) {
    stream.seq = await store.head(name);
  } else {
    await restoreSnapshot(store, stream);
    await fold(store, stream);
  }
  stream.committedSeq = stream.seq;
}

async function restoreSnapshot(store: EventStore, stream: CachedStream): Promise<void> {
  const { snapshot } = stream.kind;
  const saved = snapshot && (await store.readSnapshot(stream.name, snapshot.version));
  if (!saved) return;
  stream.state = snapshot.fromJson(saved.state);
  stream.seq = saved.seq;
  stream.snapshotSeq = saved.seq;
}

async function fold(store: EventStore, stream: CachedStream): Promise<void> {
  for (;;) {
    const events = await store.readStream(stream.name, { after: stream.seq, limit: PAGE });
    for (const event of events) {
      stream.state = stream.kind.evolve(stream.state, event, event);
      stream.seq = event.seq;
    }
    if (events.length < PAGE) return;
  }
}
