import { join } from 'node:path';
import type { BenchCase, Figures } from '../case.ts';
import { makeWorld } from '../data/make-world.ts';
import { generate } from '../generate.ts';
import { ATTACKS } from '../load/attacks.ts';
import type { BystanderOptions, BystanderResult } from '../load/bystander.ts';
import { startConfab } from '../systems.ts';

const SCRIPT = join(import.meta.dirname, '../load/bystander.ts');
const ROOMS = 30;
const MESSAGES = 200;
/** As it is by default: the limits are what is measured. */
const ENVIRONMENT = { CONFAB_RATE_LIMIT: 'true' };

export const bystander: BenchCase = {
  name: 'bystander',
  measures: `p99 of { me { id } } while one account does its permitted worst, beside the time before, for ${ATTACKS.length} kinds of that`,
  systems: ['confab'],
  figures: {
    calmP99Ms: { label: 'p99 without the attack, ms', digits: 2 },
    ...Object.fromEntries(
      ATTACKS.map((name) => [`${name}Ratio`, { label: `${name}: its ratio`, digits: 1, targets: [{ atMost: 10 }] }]),
    ),
    worstP99Ms: { label: 'worst p99, ms', digits: 1 },
    rssGrowthMb: { label: 'RSS grows by at most, MB', digits: 0, targets: [{ atMost: 200 }] },
  },
  async open({ isShort, pinning, progress }) {
    const members = { from: 0, count: 10 };
    const names = Array.from({ length: ROOMS }, (_, i) => `room-${i}`);
    const world = await makeWorld({
      users: members.count,
      rooms: names.map((name) => ({ name, members, messages: MESSAGES })),
    });
    const times = isShort ? { calmMs: 2_000, attackedMs: 4_000 } : { calmMs: 5_000, attackedMs: 15_000 };

    /** Each on a server of its own: no attack meets what another has used up. */
    async function run(attack: BystanderOptions['attack']): Promise<BystanderResult> {
      const server = await startConfab(world.dataDir, pinning.server, ENVIRONMENT);
      const [token = '', other = ''] = world.tokens(1, 2);
      const target = { url: server.socketUrl, serverPid: server.pid, rooms: names };
      try {
        return await generate<BystanderResult>(
          SCRIPT,
          { ...target, ...times, attack, token, bystander: other },
          pinning.load,
        );
      } finally {
        await server.stop();
      }
    }

    return {
      async round() {
        const results: BystanderResult[] = [];
        const ratios: Record<string, number> = {};
        for (const attack of ATTACKS) {
          const result = await run(attack);
          results.push(result);
          ratios[`${attack}Ratio`] = result.attackedP99Ms / result.calmP99Ms;
          progress(inWords(attack, result));
        }
        return { ...summaryOf(results), ...ratios };
      },
      close: world.remove,
    };
  },
};

function summaryOf(results: readonly BystanderResult[]): Figures {
  const calm = results.map(({ calmP99Ms }) => calmP99Ms).sort((a, b) => a - b);
  return {
    calmP99Ms: calm[Math.floor(calm.length / 2)] as number,
    worstP99Ms: Math.max(...results.map(({ attackedP99Ms }) => attackedP99Ms)),
    rssGrowthMb: Math.max(...results.map(({ rssGrowthMb }) => rssGrowthMb)),
  };
}

function inWords(attack: string, result: BystanderResult): string {
  const { calmP99Ms, attackedP99Ms, answeredPerSecond, refusedPerSecond, rssGrowthMb } = result;
  const waits = `${calmP99Ms.toFixed(2)} ms without, ${attackedP99Ms.toFixed(2)} ms with`;
  return `  ${attack}: ${waits}; answered ${answeredPerSecond.toFixed(0)}/s, refused ${refusedPerSecond.toFixed(0)}/s; ${rssGrowthMb.toFixed(0)} MB`;
}
