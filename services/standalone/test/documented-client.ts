import { eventually } from '@confab/runtime/testing/eventually';
import { WebSocket } from 'ws';
import { connect } from '../../../docs/clients/javascript/connection.js';
import { type FollowedEvent, type FollowOptions, follow } from '../../../docs/clients/javascript/follow.js';

export const ROOM_EVENTS = `subscription ($room: String!, $after: Cursor) {
  roomEvents(room: $room, after: $after) {
    __typename
    cursor
    ... on RoomOpened { resumed messages { seq } }
    ... on MessagePosted { message { seq } }
    ... on RoomClosed { closeReason }
  }
}`;

export interface SeenEvent extends FollowedEvent {
  resumed?: boolean;
  messages?: { seq: number }[] | null;
  message?: { seq: number };
  closeReason?: string;
}

/** A program that uses the client of docs/clients.md as it stands there. */
export interface Following {
  /** What it was told, in order. */
  readonly events: SeenEvent[];
  /** Numbers of the messages that it was told of, those of snapshots too. */
  seqs(): number[];
  types(): string[];
  /** Every socket that it opened. */
  readonly sockets: WebSocket[];
  /** Every refresh token that it was told to store. */
  readonly stored: string[];
  /** Undefined where `follow` ended by itself, else what it threw. */
  readonly ended: Promise<unknown>;
  /** Resolves once an event of this type came; rejects with what `follow` threw. */
  told(type: string): Promise<void>;
  stop(): Promise<void>;
}

export interface FollowingOptions extends Partial<Pick<FollowOptions, 'query' | 'variables'>> {
  url: string;
  refreshToken: string;
  silenceMs?: number;
}

export function startFollowing(options: FollowingOptions): Following {
  const { url, query = ROOM_EVENTS, variables = { room: 'tea' }, ...connection } = options;
  const events: SeenEvent[] = [];
  const stored: string[] = [];
  const sockets: WebSocket[] = [];
  const leaving = new AbortController();
  let failure: unknown;
  const { client } = connect({
    url: `${url}/graphql`,
    onRefreshToken: (token) => void stored.push(token),
    webSocketImpl: class extends WebSocket {
      constructor(address: string, protocol: string) {
        super(address, protocol);
        sockets.push(this);
      }
    },
    ...connection,
  });

  async function run(): Promise<unknown> {
    try {
      const seen = follow<SeenEvent>({ client, query, variables, signal: leaving.signal });
      for await (const event of seen) events.push(event);
    } catch (error) {
      failure = error;
    }
    return failure;
  }

  const types = () => events.map(({ __typename }) => __typename);
  const ended = run();
  return {
    events,
    types,
    sockets,
    stored,
    ended,
    seqs: () =>
      events
        .flatMap(({ messages, message }) => [...(messages ?? []), ...(message ? [message] : [])])
        .map(({ seq }) => seq),
    async told(type) {
      await eventually(() => expect([...types(), failure && 'failed']).toContain(type), { timeoutMs: 20_000 }).catch(
        (error) => {
          throw failure ?? error;
        },
      );
    },
    async stop() {
      leaving.abort();
      await ended;
    },
  };
}
