import { POST_MESSAGE } from './documents.ts';
import { openGraphqlSocket } from './graphql-socket.ts';
import type { Resumable } from './resumable.ts';
import { sleep, until } from './wait.ts';

/** As a client waits that was turned away. */
const PAUSE_MS = 500;
const WITHIN_MS = 60_000;

export interface Reconnected {
  reconnectSeconds: number;
  wrong: number;
  retries: number;
}

/**
 * Drops all sockets, posts one message into each room while nobody is there, and lets everybody come back at the same moment. It is over when the
 * last one has resumed both subscriptions and got its message.
 */
export async function resumeAll(
  resumables: readonly Resumable[],
  { url, rooms }: { url: string; rooms: readonly { name: string; tokens: readonly string[] }[] },
): Promise<Reconnected> {
  for (const one of resumables) one.drop();
  for (const { name: room, tokens } of rooms) {
    const author = await openGraphqlSocket({ url, token: tokens[0], onClose() {} });
    await author.request(POST_MESSAGE, { input: { room, text: 'while you were away' } });
    author.destroy();
  }
  await sleep(1_000);

  let retries = 0;
  const began = performance.now();
  await Promise.all(
    resumables.map(async (one) => {
      for (;;) {
        try {
          return await one.open();
        } catch {
          retries += 1;
          await sleep(PAUSE_MS + Math.random() * PAUSE_MS);
        }
      }
    }),
  );
  await until(() => resumables.every(({ seqs }) => seqs.length > 0), WITHIN_MS);
  const reconnectSeconds = (performance.now() - began) / 1000;
  await sleep(500);
  const wrong = resumables.reduce((sum, { seqs, afresh }) => sum + Math.abs(seqs.length - 1) + afresh, 0);
  return { reconnectSeconds, wrong, retries };
}
