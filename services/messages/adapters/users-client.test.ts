import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { createInProcessRpc } from '@confab/runtime/network/rpc/in-process';
import { createLogger } from '@confab/runtime/process/logging';
import { createManualClock } from '@confab/runtime/testing/manual-clock';
import { mentionsIn } from '@confab/text/mentions';
import type { ServiceImpl } from '@connectrpc/connect';
import { createUsersClient } from './users-client.ts';

const CALL = { correlationId: 'c' };

/** The auth service as the network shows it, with accounts of these names. */
async function createScene(...accounts: string[]) {
  const network = createInProcessRpc({ log: createLogger({ name: 'test', level: 'silent' }) });
  const clock = createManualClock();
  const names = new Set(accounts);
  const scene = { asked: 0 };
  const handlers: Partial<ServiceImpl<typeof AuthService>> = {
    getUsers({ usernames, withFinalUsernames }) {
      scene.asked += 1;
      const isFinal = (name: string) => ![...names].some((other) => other !== name && other.startsWith(name));
      return {
        users: usernames.filter((name) => names.has(name)).map((username) => ({ id: `id-${username}`, username })),
        finalUsernames: withFinalUsernames ? usernames.filter(isFinal) : [],
      };
    },
  };
  await network.as('auth').serve(AuthService, handlers as ServiceImpl<typeof AuthService>);
  const client = createUsersClient({ rpc: network.as('messages'), clock, cacheSize: 1_000 });
  return {
    client,
    clock,
    names,
    /** Whom a text mentions, and whether that had to be asked for. */
    async post(text: string) {
      scene.asked = 0;
      const mentions = mentionsIn(text);
      const ids = await client.idsMentioned(mentions.flat(), CALL);
      const meant = mentions.map((names) => names.find((name) => ids.has(name)));
      return { meant: meant.filter((name) => name !== undefined), asked: scene.asked };
    },
  };
}

describe('names that texts mention', () => {
  it('are asked for once, whatever is written behind them in a script without spaces', async () => {
    const { post } = await createScene('小明', '小红花');
    expect(await post('@小明请看')).toEqual({ meant: ['小明'], asked: 1 });
    for (const text of ['@小明你好', '@小明', '@小明明天来吗', '@小明请看这个'])
      expect(await post(text)).toEqual({ meant: ['小明'], asked: 0 });
    expect(await post('@小红花开了')).toEqual({ meant: ['小红花'], asked: 1 });
    expect(await post('@小红花来了')).toEqual({ meant: ['小红花'], asked: 0 });
  });

  it('are the longest that somebody has, also where a shorter one is known', async () => {
    const { post } = await createScene('小', '小明', '小明请');
    expect(await post('@小明')).toMatchObject({ meant: ['小明'] });
    expect(await post('@小明请看')).toMatchObject({ meant: ['小明请'] });
    expect(await post('@小明看')).toMatchObject({ meant: ['小明'] });
  });

  it('are not asked for at every post where nobody has them, and found soon after somebody takes them', async () => {
    const { post, names, clock } = await createScene('bob');
    expect(await post('@nobody, @没有人在家')).toEqual({ meant: [], asked: 1 });
    expect(await post('@nobody, @没有人在')).toEqual({ meant: [], asked: 0 });
    for (const name of ['nobody', '没有人']) names.add(name);
    clock.advance(5_000);
    expect(await post('@nobody, @没有人在家')).toEqual({ meant: ['nobody', '没有人'], asked: 1 });
  });

  it('are found soon after somebody takes a longer one', async () => {
    const { post, names, clock } = await createScene('小明');
    await post('@小明请看');
    names.add('小明请');
    clock.advance(5_000);
    expect(await post('@小明请看')).toEqual({ meant: ['小明请'], asked: 1 });
  });
});

describe('a name that somebody is addressed by', () => {
  it('is found at once after nobody had it', async () => {
    const { client, names } = await createScene();
    const find = () => client.idsByName(['eve'], CALL);
    expect(await find()).toEqual(new Map());
    names.add('eve');
    expect(await find()).toEqual(new Map([['eve', 'id-eve']]));
  });
});
