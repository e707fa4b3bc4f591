import type { History } from '../history.ts';
import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import { type Entrances, inTurn, post, type Send } from './endpoint.ts';
import type { Feed } from './feeds.ts';
import { sleep } from './pauses.ts';
import type { Scene } from './scene.ts';
import { type Session, startSession } from './session.ts';
import { type Subscriber, startSubscriber } from './subscriber.ts';
import { startWanderer } from './wanderer.ts';
import { createDeliverer, type Deliverer, startWriter } from './writer.ts';

const SUBSCRIBERS = 20;
/** Once all is well, this is plenty. */
const ENDED_WITHIN_MS = 20_000;
const DROPS_MS = { minMs: 2_000, maxMs: 9_000 };

export interface WorkloadOptions {
  scene: Scene;
  /** Gateways, as clients reach them. */
  urls: readonly string[];
  history: History;
  random: Random;
}

/** Everybody who writes and reads during a run. */
export interface Workload {
  readonly subscribers: readonly Subscriber[];
  /** Sends as the host what tells whether all is well. */
  readonly prober: Deliverer;
  /** What went wrong at subscriptions, and how often. */
  readonly troubles: ReadonlyMap<string, number>;
  /** Writers and wanderers end what they are at; subscribers go on. Resolves with whether they came to an end. */
  stopWriting(): Promise<boolean>;
  /** Users who have a socket that writes. */
  readonly writersOnline: readonly string[];
  /** Everybody goes. */
  stop(): Promise<void>;
}

/** Four writers, two over HTTP and two over sockets; twenty subscribers of ten users, every other of whom loses its socket now and then. */
export function startWorkload({ scene, urls, history, random }: WorkloadOptions): Workload {
  const troubles = new Map<string, number>();
  const onTrouble = (what: string) => troubles.set(what, (troubles.get(what) ?? 0) + 1);
  const sessions: { account: Account; session: Session }[] = [];

  const overHttp = (account: Account, entrances: Entrances): Send => {
    return (query, variables) => post(entrances.next(), { token: account.token, query, variables });
  };
  const overSocket = (account: Account, entrances: Entrances, chance: Random): Send => {
    const session = startSession({ account, entrances, history, random: chance, onOpen() {} });
    sessions.push({ account, session });
    return async (query, variables) => {
      if (!session.socket) throw new Error('no socket');
      return session.socket.send(query, variables);
    };
  };
  const entrancesFrom = (index: number) =>
    inTurn([...urls.slice(index % urls.length), ...urls.slice(0, index % urls.length)]);
  const writerOf = (account: Account, index: number) => {
    const chance = random.fork(account.username);
    const entrances = entrancesFrom(index);
    const send = index % 2 === 0 ? overHttp(account, entrances) : overSocket(account, entrances, chance);
    const peers = scene.readers.slice(0, scene.readers.length / 2).map(({ username }) => username);
    const rooms = scene.rooms.map(({ name }) => name);
    return startWriter({ ...{ account, send, history, peers, rooms }, random: chance, sealed: scene.sealed });
  };

  const subscribers = Array.from({ length: SUBSCRIBERS }, (_, index) => {
    const account = scene.readers[index % scene.readers.length] as Account;
    const name = `${account.username}.${Math.floor(index / scene.readers.length)}`;
    return startSubscriber({
      ...{ name, account, history, onTrouble },
      entrances: entrancesFrom(index),
      random: random.fork(name),
      feeds: feedsOf(scene, index),
      ...(index % 2 === 1 && { drops: DROPS_MS }),
    });
  });
  const writers = scene.writers.map(writerOf);
  const wanderers = scene.wanderers.map((account, index) =>
    startWanderer({
      ...{ account, room: scene.rooms[index % scene.rooms.length]?.name ?? '' },
      entrances: entrancesFrom(index),
      random: random.fork(account.username),
    }),
  );
  const prober = createDeliverer({
    ...{ account: scene.host, send: overHttp(scene.host, inTurn(urls)), history, random: random.fork('prober') },
  });

  return {
    ...{ subscribers, prober, troubles },
    writersOnline: sessions.map(({ account }) => account.username),
    async stopWriting() {
      const ended = Promise.all([...writers, ...wanderers].map((each) => each.stop())).then(() => true);
      return Promise.race([ended, sleep(ENDED_WITHIN_MS).then(() => false)]);
    },
    async stop() {
      await Promise.all([...subscribers, ...sessions.map(({ session }) => session)].map((each) => each.stop()));
    },
  };
}

/** One room each, for every third a second one, and their inbox for those who are written to. */
function feedsOf({ rooms, readers }: Scene, index: number): Feed[] {
  const reader = index % readers.length;
  const account = readers[reader] as Account;
  const chosen = [rooms[index % rooms.length], ...(index % 3 === 0 ? [rooms[(index + 1) % rooms.length]] : [])];
  const inbox = reader < readers.length / 2;
  return [
    ...(chosen as Feed[]),
    ...(inbox ? [{ kind: 'inbox' as const, username: account.username, userId: account.id }] : []),
  ];
}
