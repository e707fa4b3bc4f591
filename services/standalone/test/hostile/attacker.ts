import { setPriority } from 'node:os';
import { ATTACKS, type AttackName } from './attacks.ts';
import { Raid, type Strike } from './raid.ts';
import type { Scene } from './scene.ts';

/**
 * A process that attacks: `node attacker.ts`, with a channel to its parent. It is told what to do as
 * `Order`, answers `ready`, begins at the word `begin`, says `under way` once it was answered
 * with each of the codes that are expected, and at `stop` answers with its `Tally`.
 */
export interface Order {
  name: AttackName;
  scene: Scene;
  /** Codes that it is expected to be answered with. */
  answers: readonly string[];
}

/** Of two processes that want the same core the server goes first: it is the server that is looked at. */
const NICE = 10;
/** How often it looks whether it is under way. */
const LOOK_MS = 10;
setPriority(NICE);

let raid: Raid | undefined;
let begin: () => ReturnType<(typeof ATTACKS)[AttackName]> = () => [];
let answers: readonly string[] = [];
process.on('message', (message: Order | 'begin' | 'stop') => {
  if (message === 'stop') process.send?.(raid?.tally, () => process.exit());
  else if (message === 'begin') void strikeAll();
  else {
    raid = new Raid(message.scene);
    begin = () => ATTACKS[message.name](raid as Raid);
    answers = message.answers;
    process.send?.('ready');
  }
});
process.once('disconnect', () => process.exit());

async function strikeAll(): Promise<void> {
  const timer = setInterval(() => {
    const { codes = {}, strikes = 0 } = raid?.tally ?? {};
    if (strikes === 0 || answers.some((code) => codes[code] === undefined)) return;
    clearInterval(timer);
    process.send?.('under way');
  }, LOOK_MS);
  for (const strike of await begin()) void repeat(strike);
}

async function repeat(strike: Strike): Promise<void> {
  for (;;) {
    await strike().catch(() => {
      if (raid) raid.tally.failures += 1;
    });
    if (raid) raid.tally.strikes += 1;
    await new Promise(setImmediate);
  }
}
