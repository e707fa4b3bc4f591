import { type AttackName, attackOf } from './attacks.ts';
import { type GraphqlSocket, openGraphqlSocket } from './graphql-socket.ts';
import { inParallel } from './in-parallel.ts';

/** What the attacker is told. */
export interface AttackerOptions {
  url: string;
  token: string;
  /** Of which it is a member. */
  rooms: readonly string[];
  attack: AttackName;
}

/** What came of it, for the whole time: an attack that does nothing measures nothing. */
export interface AttackCount {
  answered: number;
  refused: number;
}

/** Attacks until it is told to stop. A process of its own: what it costs the one who attacks is no part of what is measured. */
async function attack({ url, token, rooms, attack: name }: AttackerOptions): Promise<() => AttackCount> {
  const { sockets: many, atOnce, prepare, operation } = attackOf(name, rooms);
  const count: AttackCount = { answered: 0, refused: 0 };
  let turn = 0;
  const again = async (socket: GraphqlSocket): Promise<never> => {
    for (;;) {
      const { query, variables = {} } = operation(turn++);
      await socket.request(query, variables).then(
        () => {
          count.answered += 1;
        },
        (error: Error) => {
          if (!error.message.includes('RATE_LIMITED')) throw error;
          count.refused += 1;
        },
      );
    }
  };
  const onClose = (reason: string) => {
    if (reason.includes('RATE_LIMITED')) {
      // Of a subscription: as many as are let in.
      count.refused += 1;
      return;
    }
    throw new Error(`the attacker's socket: ${reason}`);
  };
  const sockets = await inParallel(Array(many).fill(token) as string[], 5, (own) =>
    openGraphqlSocket({ url, token: own, onClose }),
  );
  for (const [index, socket] of sockets.entries()) prepare?.(socket, index);
  for (const socket of sockets) for (let n = 0; n < atOnce; n += 1) void again(socket);
  return () => count;
}

const running = attack(JSON.parse(process.argv[2] as string) as AttackerOptions);
running.then(() => process.send?.('attacking'));
process.on('message', () => {
  void running.then((count) => process.send?.(count(), () => process.exit(0)));
});
