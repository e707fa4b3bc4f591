import type { History, Watch } from './history.ts';
import type { Testbed } from './testbed/testbed.ts';
import { sleep } from './workload/pauses.ts';
import type { Scene } from './workload/scene.ts';
import type { Workload } from './workload/workload.ts';

/** So soon after the last fault all is well. */
const WELL_WITHIN_MS = 15_000;
/** What takes longer is waited for, to tell how long. */
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 100;

export interface RecoveryOptions {
  testbed: Pick<Testbed, 'unready'>;
  workload: Workload;
  scene: Scene;
  history: History;
}

/**
 * From now on: until every process says that it is ready, every writer had a message acknowledged that it sent after now, and every subscriber saw a
 * message that was posted after now. Returns how long that took, and a line for each that took too long.
 */
export async function awaitRecovery({ testbed, workload, scene, history }: RecoveryOptions) {
  const beganMs = history.now();
  const tasks = new Map<string, Promise<void>>();
  const within = async (isDone: () => boolean | Promise<boolean>) => {
    while (!(await isDone()) && history.now() - beganMs < PATIENCE_MS) await sleep(LOOK_AGAIN_MS);
  };

  let unready: readonly string[] = [];
  tasks.set(
    'all processes ready',
    within(async () => {
      unready = await testbed.unready();
      return unready.length === 0;
    }),
  );
  for (const { id, username } of scene.writers) {
    const isAcknowledged = () =>
      history.attempts.some((one) => one.actor === id && one.beganMs > beganMs && one.outcome.kind === 'acknowledged');
    tasks.set(`${username} acknowledged`, within(isAcknowledged));
  }
  for (const feed of new Set(history.watches.map((watch) => watch.feed))) {
    const text = `probe of ${feed} at ${Math.round(beganMs)}`;
    const [kind, to = ''] = feed.split(' ');
    const message = { key: text, to, text, private: kind === 'inbox' };
    const sent = workload.prober.deliver(message);
    for (const watch of history.watches.filter((one) => one.feed === feed)) {
      const task = Promise.race([sent, sleep(PATIENCE_MS)]).then(() => within(() => hasSeen(watch, text)));
      tasks.set(`${watch.subscriber} sees what is posted to ${feed}`, task);
    }
  }

  const late: string[] = [];
  await Promise.all(
    [...tasks].map(async ([name, task]) => {
      await task;
      const ms = Math.round(history.now() - beganMs);
      const why = name === 'all processes ready' && unready.length > 0 ? ` (${unready.join(', ')})` : '';
      if (ms >= PATIENCE_MS) late.push(`${name}: not within ${PATIENCE_MS} ms${why}`);
      else if (ms > WELL_WITHIN_MS) late.push(`${name}: after ${ms} ms`);
    }),
  );
  return { ms: history.now() - beganMs, late };
}

function hasSeen({ sightings }: Watch, text: string): boolean {
  return sightings.some((sighting) => sighting.kind === 'event' && sighting.text === text);
}
