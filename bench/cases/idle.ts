import { join } from 'node:path';
import { type BenchCase, SYSTEMS } from '../case.ts';
import { makeWorld } from '../data/make-world.ts';
import { WRONG } from '../figures.ts';
import { generate } from '../generate.ts';
import type { IdleOptions, IdleResult } from '../load/idle.ts';
import { DIALECT_OF, startConfab, startPeer } from '../systems.ts';

const SCRIPT = join(import.meta.dirname, '../load/idle.ts');
const PER_ROOM = 100;

export const idle: BenchCase = {
  name: 'idle',
  measures:
    '10,000 connections (1,000 with --short), each in one of many rooms; Confab’s are authenticated, with an inbox',
  systems: SYSTEMS,
  rounds: 1,
  figures: {
    kbPerConnection: { label: 'KB RSS/connection', digits: 1, targets: [{ atMost: 16 }] },
    reconnectSeconds: { label: 'all back, s', digits: 1, targets: [{ atMost: 10 }] },
    retries: { label: 'sockets that had to try again', digits: 0 },
    wrong: WRONG,
  },
  async open({ isShort, pinning }) {
    const count = isShort ? 10 : 100;
    const places = Array.from({ length: count }, (_, i) => ({
      name: `room-${i}`,
      members: { from: i * PER_ROOM, count: PER_ROOM },
    }));
    const world = await makeWorld({ users: count * PER_ROOM, rooms: places });
    return {
      async round(system) {
        const isConfab = system === 'confab';
        const server = isConfab
          ? await startConfab(world.dataDir, pinning.server)
          : await startPeer(system, pinning.server);
        const rooms = places.map(({ name, members }) => ({
          name,
          tokens: isConfab ? world.tokens(members.from, members.count) : [],
        }));
        const told: IdleOptions = {
          ...{ url: server.socketUrl, dialect: DIALECT_OF[system], rooms },
          ...{ socketsPerRoom: PER_ROOM, serverPid: server.pid },
        };
        try {
          return { ...(await generate<IdleResult>(SCRIPT, told, pinning.load)) };
        } finally {
          await server.stop();
        }
      },
      close: world.remove,
    };
  },
};
