import { RequestFailed } from './graphql-client.ts';
import { anotherTab, type Person } from './person.ts';

const ROOM_EVENTS = `subscription ($room: String!, $after: Cursor) {
  roomEvents(room: $room, after: $after) { __typename cursor ... on MessagePosted { message { seq text } } }
}`;
/** Pause before a follower tries again, in milliseconds, plus up to as much by chance. */
const RETRY_MS = 30;

interface RoomEvent {
  __typename: string;
  cursor: string;
  message?: { seq: number; text: string };
}

export interface Seen {
  seq: number;
  text: string;
}

/** A client as the API asks for: keeps the cursor of the last event, and resumes with it after whatever happened to its socket. */
export interface RoomFollower {
  /** Messages in the order of arrival, since the first time it was in. */
  readonly seen: readonly Seen[];
  /** Times it had to start afresh: messages may be missing then. */
  readonly resets: number;
  readonly reconnects: number;
  /** Cuts its socket as a lost network does. */
  dropSocket(): void;
  stop(): Promise<void>;
}

/** Follows a room from now on. Resolves once it is in. `url` is asked anew at every attempt: a server may come back elsewhere. */
export async function followRoom(options: {
  url(): string;
  person: Person;
  room: string;
  random(): number;
}): Promise<RoomFollower> {
  const { url, person, room, random } = options;
  const seen: Seen[] = [];
  const entered = Promise.withResolvers<void>();
  let cursor: string | undefined;
  let resets = 0;
  let attempts = 0;
  let stopped = false;
  let tab = anotherTab(url(), person);

  function take(event: RoomEvent): void {
    cursor = event.cursor;
    if (event.__typename === 'RoomReset') resets += 1;
    if (event.message) seen.push(event.message);
    entered.resolve();
  }

  async function listen(): Promise<void> {
    tab = anotherTab(url(), person);
    attempts += 1;
    const { events } = tab.subscribe<RoomEvent>(ROOM_EVENTS, { room, after: cursor });
    try {
      for await (const event of events) take(event);
    } catch (error) {
      if (error instanceof RequestFailed) throw error;
    } finally {
      await tab.close();
    }
  }

  async function run(): Promise<void> {
    while (!stopped) {
      await listen();
      if (!stopped) await new Promise((resolve) => setTimeout(resolve, RETRY_MS * (1 + random())));
    }
  }

  const running = run();
  running.catch(entered.reject);
  await entered.promise;
  return {
    seen,
    get resets() {
      return resets;
    },
    get reconnects() {
      return attempts - 1;
    },
    dropSocket: () => tab.dropSocket(),
    async stop() {
      stopped = true;
      tab.dropSocket();
      await running;
    },
  };
}
