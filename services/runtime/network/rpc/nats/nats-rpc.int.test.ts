import type { NatsConnection } from 'nats';
import { pino } from 'pino';
import { randomIds } from '../../../kernel/ids/port.ts';
import { testNats } from '../../../testing/backends.ts';
import { EchoService } from '../../../testing/echo-service.ts';
import { eventually } from '../../../testing/eventually.ts';
import { connectNats } from '../../nats/connection.ts';
import { withCall } from '../call.ts';
import { describeRpc, type RpcFixture } from '../contract/describe-rpc.ts';
import type { Rpc } from '../port.ts';
import { decodeFrames, encodeFrames } from './frames.ts';
import { createNatsRpc } from './nats-rpc.ts';

const log = pino({ level: 'silent' });

interface Network extends RpcFixture {
  /** One more process of the service. */
  process(service: string): Promise<Rpc>;
}

/** One connection for each service, or each process of one. */
async function open(): Promise<Network> {
  const connections: NatsConnection[] = [];
  const process = async (service: string) => {
    const connection = await connectNats({ url: await testNats(), service, log });
    connections.push(connection);
    return createNatsRpc({ connection, service, log, ids: randomIds });
  };
  const names = ['server', 'client', 'gateway', 'a', 'b'];
  const rpcs = new Map(await Promise.all(names.map(async (name) => [name, await process(name)] as const)));
  return {
    process,
    as: (service) => rpcs.get(service) as Rpc,
    async close() {
      await Promise.all([...rpcs.values()].map((rpc) => rpc.close()));
      await Promise.all(connections.map((connection) => connection.close()));
    },
  };
}

describeRpc('nats', open);

describe('createNatsRpc', () => {
  let network: Network;
  beforeEach(async () => {
    network = await open();
  });
  afterEach(() => network.close());

  const serve = async (rpc: Rpc, name: string, options?: { partition: string }) =>
    rpc.serve(EchoService, { echo: () => ({ value: name }), echoAgain: () => ({}) }, options);
  const ask = async (partition?: string) => {
    const call = { correlationId: 'c', ...(partition === undefined ? {} : { partition }) };
    return (await network.as('client').client(EchoService).echo({}, withCall(call))).value;
  };

  it('spreads requests over the processes that serve the same', async () => {
    for (const name of ['one', 'two']) await serve(await network.process('server'), name);
    const answers = new Set<string>();
    for (let asked = 0; asked < 50; asked += 1) answers.add(await ask());
    expect(answers).toEqual(new Set(['one', 'two']));
  });

  it('sends a call for a partition to who serves it, and to anybody where nobody does', async () => {
    const [one, two] = [await network.process('server'), await network.process('server')];
    await serve(one, 'one');
    const held = await serve(two, 'two', { partition: 'p7' });
    expect(await Promise.all(Array.from({ length: 20 }, () => ask('p7')))).toEqual(Array(20).fill('two'));
    expect(await ask('p8')).toBe('one');
    expect(await ask()).toBe('one');
    await held.withdraw();
    expect(await ask('p7')).toBe('one');
  });

  it('answers what it has taken before it withdraws', async () => {
    const gate = Promise.withResolvers<void>();
    const taken = Promise.withResolvers<void>();
    const served = await network.as('server').serve(EchoService, {
      async echo() {
        taken.resolve();
        await gate.promise;
        return { value: 'done' };
      },
      echoAgain: () => ({}),
    });
    const answer = ask();
    await taken.promise;
    const withdrawn = served.withdraw();
    gate.resolve();
    expect(await answer).toBe('done');
    await withdrawn;
    await expect(ask()).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('refuses an answer that is too large for the broker', async () => {
    await network.as('server').serve(EchoService, {
      echo: () => ({ value: 'x'.repeat(2 * 1024 * 1024) }),
      echoAgain: () => ({}),
    });
    await expect(ask()).rejects.toMatchObject({ code: 'BAD_USER_INPUT' });
  });

  it('answers INTERNAL to a request that is none, and nothing to a message that is none', async () => {
    await serve(network.as('server'), 'one');
    const connection = await connectNats({ url: await testNats(), service: 'client', log });
    const subject = 'rpc.testing.client.any.EchoService.Echo';
    connection.publish(subject, Buffer.from('nonsense'), { reply: 'nowhere' });
    const frames = encodeFrames([{ id: 7, bytes: Buffer.from('\u0000\u0000\u0010\u0000nonsense') }]);
    const [answer] = decodeFrames((await connection.request(subject, frames)).data);
    expect(answer?.id).toBe(7);
    expect(Buffer.from(answer?.bytes ?? []).toString()).toContain('INTERNAL');
    expect(await ask()).toBe('one');
    await connection.close();
  });

  it('sends what one turn asks, and what one turn answers, as one message each', async () => {
    const server = network.as('server');
    const names = ['a', 'b', 'c'];
    const taken: PromiseWithResolvers<void>[] = [];
    await server.serve(EchoService, {
      async echo({ value }) {
        const turn = Promise.withResolvers<void>();
        taken.push(turn);
        await turn.promise;
        return { value };
      },
      echoAgain: () => ({}),
    });
    const spy = await connectNats({ url: await testNats(), service: 'client', log });
    let messages = 0;
    for (const subject of ['rpc.testing.>', 'answers.client.>']) {
      spy.subscribe(subject, {
        callback() {
          messages += 1;
        },
      });
    }
    await spy.flush();
    const client = network.as('client').client(EchoService);
    const answers = Promise.all(names.map((value) => client.echo({ value }, withCall({ correlationId: 'c' }))));
    await eventually(() => expect(taken).toHaveLength(3));
    for (const { resolve } of taken) resolve();
    expect((await answers).map(({ value }) => value)).toEqual(names);
    await eventually(() => expect(messages).toBe(2));
    await spy.close();
  });
});
