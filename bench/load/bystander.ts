import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { rssOf } from '../../tooling/process-memory.ts';
import { answer } from '../generate.ts';
import type { AttackCount, AttackerOptions } from './attacker.ts';
import { type GraphqlSocket, openGraphqlSocket } from './graphql-socket.ts';
import { createPercentiles } from './percentiles.ts';
import { sleep } from './wait.ts';

/** What the load generator is told. */
export interface BystanderOptions extends AttackerOptions {
  /** The bystander's; `token` is the attacker's. */
  bystander: string;
  calmMs: number;
  attackedMs: number;
  serverPid: number;
}

export interface BystanderResult {
  calmP99Ms: number;
  attackedP99Ms: number;
  /** Of the attacker's operations, a second. */
  answeredPerSecond: number;
  refusedPerSecond: number;
  rssGrowthMb: number;
}

const WARM_UP_MS = 2_000;
/** Until what has piled up before the limits take hold is worked off. */
const ATTACK_BEGINS_MS = 1_000;
const PAUSE_MS = 4;
const ATTACKER = join(import.meta.dirname, 'attacker.ts');

/** How long somebody waits for an answer that costs nothing, without the attacker and with them, on one server, one after the other. */
export async function runBystander(options: BystanderOptions): Promise<BystanderResult> {
  const { url, bystander, calmMs, attackedMs, serverPid } = options;
  const failed = (reason: string) => {
    throw new Error(`the bystander's socket: ${reason}`);
  };
  const socket = await openGraphqlSocket({ url, token: bystander, onClose: failed });
  await waits(socket, WARM_UP_MS);
  const calmP99Ms = await waits(socket, calmMs);
  const before = rssOf(serverPid);
  const attacker = await startAttacker(options);
  await waits(socket, ATTACK_BEGINS_MS);
  const attackedP99Ms = await waits(socket, attackedMs);
  const rssGrowthMb = (rssOf(serverPid) - before) / 1024 / 1024;
  const { answered, refused } = await attacker.stop();
  const seconds = (attackedMs + ATTACK_BEGINS_MS) / 1_000;
  return {
    ...{ calmP99Ms, attackedP99Ms, rssGrowthMb },
    ...{ answeredPerSecond: answered / seconds, refusedPerSecond: refused / seconds },
  };
}

/** The 99th percentile of one request after the other, in milliseconds. */
async function waits(socket: GraphqlSocket, forMs: number): Promise<number> {
  const percentiles = createPercentiles();
  percentiles.start();
  const until = performance.now() + forMs;
  while (performance.now() < until) {
    const sentAt = performance.now();
    await socket.request('{ me { id } }');
    percentiles.add(performance.now() - sentAt);
    await sleep(PAUSE_MS);
  }
  percentiles.stop();
  return percentiles.at(0.99);
}

async function startAttacker({ url, token, rooms, attack }: AttackerOptions) {
  const child = fork(ATTACKER, [JSON.stringify({ url, token, rooms, attack })]);
  const failed = once(child, 'exit').then(() => {
    throw new Error('the attacker ended');
  });
  failed.catch(() => {});
  await Promise.race([once(child, 'message'), failed]);
  return {
    async stop(): Promise<AttackCount> {
      child.send('stop');
      const [count] = (await Promise.race([once(child, 'message'), failed])) as [AttackCount];
      return count;
    },
  };
}

if (import.meta.main) await answer(runBystander);
