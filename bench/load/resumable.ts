import { RESUMABLE_INBOX_EVENTS, RESUMABLE_ROOM_EVENTS } from './documents.ts';
import { type GraphqlSocket, openGraphqlSocket, type StreamEvent } from './graphql-socket.ts';

interface Event extends StreamEvent {
  resumed?: boolean;
  message?: { seq: number };
}

/** Somebody in one room, with an inbox: what a client keeps to resume both. */
export interface Resumable {
  readonly room: string;
  /** Seqs of the messages that came, in order. */
  readonly seqs: readonly number[];
  /** Openings that did not resume, and resets. */
  readonly afresh: number;
  /** Whether its socket is open. */
  readonly isOpen: boolean;
  /** Opens a socket and both subscriptions, after the last cursors if there are any. Resolves once both are open; rejects where the socket closes before. */
  open(): Promise<void>;
  /** Reads nothing until `read`. */
  stopReading(): void;
  read(): void;
  drop(): void;
}

export interface Place {
  url: string;
  token: string | undefined;
  room: string;
}

/** Resolves once it is open for the first time. */
export async function openResumable(place: Place): Promise<Resumable> {
  const resumable = createResumable(place);
  await resumable.open();
  return resumable;
}

function createResumable({ url, token, room }: Place): Resumable {
  const cursors: { room?: string; inbox?: string } = {};
  let socket: GraphqlSocket | undefined;
  let isOpen = false;
  let afresh = 0;
  const seqs: number[] = [];

  return {
    room,
    seqs,
    get isOpen() {
      return isOpen;
    },
    get afresh() {
      return afresh;
    },
    async open() {
      const closed = Promise.withResolvers<never>();
      closed.promise.catch(() => undefined);
      const opened = { room: Promise.withResolvers<void>(), inbox: Promise.withResolvers<void>() };
      const isFirst = cursors.room === undefined;
      const on = (stream: 'room' | 'inbox') => (event: Event) => {
        cursors[stream] = event.cursor;
        if (event.__typename.endsWith('Reset') || (event.resumed === false && !isFirst)) afresh += 1;
        if (event.message) seqs.push(event.message.seq);
        if (event.resumed !== undefined) opened[stream].resolve();
      };
      const onClose = (reason: string) => {
        isOpen = false;
        closed.reject(new Error(reason));
      };
      socket = await openGraphqlSocket({ url, token, onClose });
      isOpen = true;
      socket.subscribe<Event>(RESUMABLE_ROOM_EVENTS, { room, after: cursors.room }, on('room'));
      socket.subscribe<Event>(RESUMABLE_INBOX_EVENTS, { after: cursors.inbox }, on('inbox'));
      await Promise.race([Promise.all([opened.room.promise, opened.inbox.promise]), closed.promise]);
    },
    stopReading: () => socket?.raw.pause(),
    read: () => socket?.raw.resume(),
    drop() {
      isOpen = false;
      socket?.destroy();
    },
  };
}
