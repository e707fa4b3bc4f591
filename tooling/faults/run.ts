import { CHECKERS } from './checkers/checkers.ts';
import { subscribersSawAll } from './checkers/subscribers.ts';
import { createHistory, type Evidence, type History } from './history.ts';
import { createInjector } from './injector.ts';
import { awaitPresence } from './presence.ts';
import { createRandom } from './random.ts';
import { awaitRecovery } from './recovery.ts';
import { runSchedule } from './run-schedule.ts';
import { planFaults } from './schedule.ts';
import { readLog, verifyStores } from './testbed/stores.ts';
import type { Testbed } from './testbed/testbed.ts';
import { inTurn } from './workload/endpoint.ts';
import { sleep } from './workload/pauses.ts';
import { setScene } from './workload/scene.ts';
import { startWorkload, type Workload } from './workload/workload.ts';

const CAST = { writers: 4, readers: 10, wanderers: 2 };
const CAUGHT_UP_WITHIN_MS = 15_000;

export interface RunOptions {
  testbed: Testbed;
  seed: number;
  seconds: number;
  tell(line: string): void;
}

/** A rule and what was found against it. */
export interface Verdict {
  rule: string;
  violations: readonly string[];
}

export interface RunResult {
  history: History;
  recoveryMs: number;
  troubles: ReadonlyMap<string, number>;
  verdicts: readonly Verdict[];
}

/** One run: people write and read while everything breaks, until all is well again; then everything is judged. */
export async function runFaults({ testbed, seed, seconds, tell }: RunOptions): Promise<RunResult> {
  const { urls, targets } = testbed;
  const scene = await setScene(inTurn(urls), CAST);
  const history = createHistory();
  const workload = startWorkload({ scene, urls, history, random: createRandom(seed).fork('workload') });
  while (history.watches.some(({ sightings }) => sightings.length === 0)) await sleep(100);
  const failedStarts: string[] = [];
  const onFailedStart = (what: string) => {
    failedStarts.push(what);
    tell(what);
  };
  const injector = createInjector({ testbed, onFailedStart });
  const faults = planFaults({ seed, seconds, targets });
  const beganMs = history.now();
  const now = () => history.now() - beganMs;
  await runSchedule({
    ...{ faults, injector, now },
    tell: (line) => tell(`${(now() / 1000).toFixed(1).padStart(6)} s  ${line}`),
  });

  tell('the last fault is over');
  const recovery = await awaitRecovery({ testbed, workload, scene, history });
  tell(`all well after ${(recovery.ms / 1000).toFixed(1)} s`);
  const ended = await workload.stopWriting();
  const { subscribers, writersOnline } = workload;
  const presence = { urls, scene, connected: writersOnline };
  const present = await awaitPresence({ ...presence, subscribers });
  const evidence = await awaitCatchUp(history, testbed);
  const left = await letHalfGo(workload, (remaining) => awaitPresence({ ...presence, subscribers: remaining }));
  const projections = await verifyStores(testbed.mongodbUrl);
  await workload.stop();

  return {
    history,
    recoveryMs: recovery.ms,
    troubles: workload.troubles,
    verdicts: [
      ...CHECKERS.map(({ name, check }) => ({ rule: name, violations: check(evidence) })),
      { rule: 'nobody who may post is refused', violations: wronglyRefused(history, scene.sealed) },
      { rule: 'projections equal their replay', violations: projections },
      { rule: 'everybody who is there is online, and nobody else', violations: present },
      { rule: 'nobody who went is online', violations: left },
      {
        rule: 'all is well within 15 s of the last fault',
        violations: ended ? recovery.late : [...recovery.late, 'a writer never knew what became of a message'],
      },
      {
        rule: 'no process needs a hand',
        violations: [...testbed.lost.map((name) => `${name} ended`), ...failedStarts],
      },
    ],
  };
}

/** Every message was acknowledged or refused by now; subscribers may have the last of them to come. */
async function awaitCatchUp({ attempts, watches }: History, testbed: Testbed): Promise<Evidence> {
  const deadline = performance.now() + CAUGHT_UP_WITHIN_MS;
  for (;;) {
    const evidence = { attempts, watches, log: await readLog(testbed.mongodbUrl) };
    if (performance.now() > deadline || subscribersSawAll.check(evidence).length === 0) return evidence;
    await sleep(500);
  }
}

/** The users of the second half, every other of whom says good-bye. */
async function letHalfGo(
  { subscribers }: Workload,
  look: (remaining: Workload['subscribers']) => Promise<string[]>,
): Promise<string[]> {
  const users = [...new Set(subscribers.map(({ username }) => username))];
  const stay = new Set(users.slice(0, users.length / 2));
  const going = subscribers.filter(({ username }) => !stay.has(username));
  await Promise.all(going.map((one, index) => one.stop(index % 2 === 0 ? 'drop' : 'close')));
  return look(subscribers.filter(({ username }) => stay.has(username)));
}

/** Members who are told that they are none, or that there is no such room. A token that is not taken says nothing of that. */
function wronglyRefused({ attempts }: History, sealed: string): string[] {
  return attempts.flatMap(({ key, to, outcome }) =>
    outcome.kind === 'refused' && to !== sealed && outcome.code !== 'UNAUTHENTICATED'
      ? [`${key} to ${to}: ${outcome.code}`]
      : [],
  );
}
