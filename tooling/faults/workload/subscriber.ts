import type { Watch } from '../history.ts';
import type { GraphqlError } from './endpoint.ts';
import { type Feed, type FeedEvent, nameOf, streamsOf, subscriptionTo, toSighting } from './feeds.ts';
import { createPauses, sleep } from './pauses.ts';
import type { ProtocolSocket } from './protocol-socket.ts';
import { type Session, type SessionOptions, startSession } from './session.ts';

const UNAUTHENTICATED = 'UNAUTHENTICATED';

export interface SubscriberOptions extends Omit<SessionOptions, 'onOpen'> {
  name: string;
  feeds: readonly Feed[];
  /** Cuts its socket after so many milliseconds, at least and at most, again and again. */
  drops?: { minMs: number; maxMs: number };
  /** A subscription ended, or an event could not be shown, for this reason; it goes on from its cursor. */
  onTrouble(what: string): void;
}

/** A client that follows some feeds, whatever happens to its sockets. */
export interface Subscriber {
  readonly name: string;
  readonly username: string;
  readonly feeds: readonly Feed[];
  readonly watches: readonly Watch[];
  stop: Session['stop'];
}

export function startSubscriber({ name, feeds, drops, onTrouble, ...options }: SubscriberOptions): Subscriber {
  const { account, history, random } = options;
  const followed = feeds.map((feed) => {
    const watch: Watch = { subscriber: name, feed: nameOf(feed), streams: streamsOf(feed), sightings: [] };
    history.watches.push(watch);
    return { feed, watch };
  });

  function follow(socket: ProtocolSocket, { feed, watch }: (typeof followed)[number]): void {
    const pauses = createPauses(random);
    let open = true;
    void socket.closed.then(() => {
      open = false;
    });

    function subscribe(): void {
      let over = false;
      const operation = socket.start({
        ...subscriptionTo(feed, placeOf(watch)),
        next({ data, errors = [] }) {
          if (over) return;
          const event = data?.['feed'] as FeedEvent | null | undefined;
          if (event && errors.length === 0) {
            pauses.reset();
            watch.sightings.push({ ...toSighting(event), atMs: Math.round(history.now()) });
            return;
          }
          // What could not be shown has no cursor: it is asked for again.
          over = true;
          operation.stop();
          void again('an event came with an error', errors);
        },
        ended(errors) {
          if (over) return;
          over = true;
          void again(errors.length > 0 ? 'refused' : 'completed', errors);
        },
      });
    }

    async function again(what: string, errors: readonly GraphqlError[]): Promise<void> {
      const code = errors[0]?.extensions?.code ?? '';
      onTrouble(`${what} ${code}`.trim());
      if (code === UNAUTHENTICATED) await account.renew().catch(() => undefined);
      await pauses.next();
      if (open) subscribe();
    }

    subscribe();
  }

  const session = startSession({
    ...options,
    onOpen: (socket) => {
      for (const one of followed) follow(socket, one);
    },
  });
  let stopped = false;
  const dropping = async () => {
    while (drops && !stopped) {
      await sleep(random.between(drops.minMs, drops.maxMs));
      if (!stopped) session.drop();
    }
  };
  void dropping();
  return {
    ...{ name, username: account.username, feeds },
    watches: followed.map(({ watch }) => watch),
    async stop(how) {
      stopped = true;
      await session.stop(how);
    },
  };
}

/** Where to go on; nowhere, where a reset has made void what was held and nothing was opened since. */
function placeOf({ sightings }: Watch): string | undefined {
  const last = sightings.at(-1);
  return last?.kind === 'reset' ? undefined : last?.cursor;
}
