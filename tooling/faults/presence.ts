import { post } from './workload/endpoint.ts';
import { sleep } from './workload/pauses.ts';
import type { Scene } from './workload/scene.ts';
import type { Subscriber } from './workload/subscriber.ts';

/** The lease of a gateway (15 s) and the grace after a connection broke off (5 s), and a little for the question. */
const SETTLED_WITHIN_MS = 23_000;
const ASK_AGAIN_MS = 500;
const QUERY = `query ($room: String!) {
  users(first: 100) { edges { node { username online } } }
  room(name: $room) { online(first: 100) { username } onlineCount }
}`;

export interface PresenceOptions {
  /** Gateways. */
  urls: readonly string[];
  scene: Scene;
  /** Those who are there. */
  subscribers: readonly Subscriber[];
  /** Others who hold a socket. */
  connected: readonly string[];
}

interface Answer {
  users: { edges: { node: { username: string; online: boolean } }[] };
  room: { online: { username: string }[]; onlineCount: number };
}

/** Every gateway comes to say of everybody that they are online if, and only if, they are. Returns a line for each who is shown wrong in the end. */
export async function awaitPresence(options: PresenceOptions): Promise<string[]> {
  const deadline = performance.now() + SETTLED_WITHIN_MS;
  for (;;) {
    const wrong = await look(options).catch((error: Error) => [`presence cannot be asked: ${error.message}`]);
    if (wrong.length === 0 || performance.now() > deadline) return wrong;
    await sleep(ASK_AGAIN_MS);
  }
}

async function look({ urls, scene, subscribers, connected }: PresenceOptions): Promise<string[]> {
  const wrong: string[] = [];
  const online = new Set([...subscribers.map(({ username }) => username), ...connected]);
  for (const [index, url] of urls.entries()) {
    for (const { name } of scene.rooms) {
      const inRoom = subscribers.filter(({ feeds }) =>
        feeds.some((feed) => feed.kind === 'room' && feed.name === name),
      );
      const request = { token: scene.host.token, query: QUERY, variables: { room: name } };
      const { users, room } = (await post(url, request).catch(renewing)) as unknown as Answer;
      const shown = users.edges.filter(({ node }) => node.online).map(({ node }) => node.username);
      const place = `gateway-${index}`;
      wrong.push(...compare(`${place}, users`, { shown: new Set(shown), right: online }));
      const shownInRoom = new Set(room.online.map(({ username }) => username));
      const right = new Set(inRoom.map(({ username }) => username));
      wrong.push(...compare(`${place}, ${name}`, { shown: shownInRoom, right }));
      if (room.onlineCount !== shownInRoom.size) wrong.push(`${place}, ${name}: the number is ${room.onlineCount}`);
    }
  }
  return [...new Set(wrong)];

  async function renewing(error: unknown): Promise<never> {
    await scene.host.renew().catch(() => undefined);
    throw error;
  }
}

/** Exported for its test. */
export function compare(place: string, { shown, right }: Record<'shown' | 'right', ReadonlySet<string>>): string[] {
  const ghosts = [...shown].filter((name) => !right.has(name));
  const missing = [...right].filter((name) => !shown.has(name));
  return [
    ...(ghosts.length > 0 ? [`${place}: online, though gone: ${ghosts.join(', ')}`] : []),
    ...(missing.length > 0 ? [`${place}: offline, though there: ${missing.join(', ')}`] : []),
  ];
}
