import type { Random } from '../random.ts';
import type { Account } from './account.ts';
import { type Entrances, post } from './endpoint.ts';
import { sleep } from './pauses.ts';

const PAUSE_MS = { min: 500, max: 3_000 };

/** Joins and leaves a room over and over, so that its own stream grows too. What becomes of each is nobody's business. */
export function startWanderer(options: { account: Account; entrances: Entrances; random: Random; room: string }): {
  stop(): Promise<void>;
} {
  const { account, entrances, random, room } = options;
  let stopped = false;

  async function run(): Promise<void> {
    for (let turn = 0; !stopped; turn += 1) {
      const verb = turn % 2 === 0 ? 'joinRoom' : 'leaveRoom';
      const query = `mutation ($input: RoomInput!) { ${verb}(input: $input) { room { id } } }`;
      const request = { token: account.token, query, variables: { input: { room } } };
      await post(entrances.next(), request).catch(() => account.renew().catch(() => undefined));
      await sleep(random.between(PAUSE_MS.min, PAUSE_MS.max));
    }
  }

  const running = run();
  return {
    async stop() {
      stopped = true;
      await running;
    },
  };
}
