import { pino } from 'pino';
import { EchoService } from '../../testing/echo-service.ts';
import { withCall } from './call.ts';
import { describeRpc } from './contract/describe-rpc.ts';
import { createInProcessRpc } from './in-process.ts';

const log = pino({ level: 'silent' });

describeRpc('createInProcessRpc', async () => {
  const network = createInProcessRpc({ log });
  const opened = new Map<string, ReturnType<typeof network.as>>();
  return {
    as(service) {
      const rpc = opened.get(service) ?? network.as(service);
      opened.set(service, rpc);
      return rpc;
    },
    async close() {
      await Promise.all([...opened.values()].map((rpc) => rpc.close()));
    },
  };
});

describe('createInProcessRpc', () => {
  const call = withCall({ correlationId: 'c1' });

  it('logs what a handler threw, with the correlation id', async () => {
    let output = '';
    const network = createInProcessRpc({
      log: pino(
        {},
        {
          write(line: string) {
            output += line;
          },
        },
      ),
    });
    await network.as('server').serve(EchoService, {
      echo() {
        throw new Error('broken inside');
      },
      echoAgain: () => ({}),
    });
    await expect(network.as('client').client(EchoService).echo({}, call)).rejects.toMatchObject({ code: 'INTERNAL' });
    expect(output).toMatch(/broken inside/);
    expect(output).toContain('"correlationId":"c1"');
  });

  it('waits on close for the handlers that are at work', async () => {
    const network = createInProcessRpc({ log });
    const server = network.as('server');
    const gate = Promise.withResolvers<void>();
    await server.serve(EchoService, {
      async echo() {
        await gate.promise;
        return { value: 'done' };
      },
      echoAgain: () => ({}),
    });
    const answer = network.as('client').client(EchoService).echo({}, call);
    let closed = false;
    const closing = server.close().then(() => {
      closed = true;
    });
    await new Promise((resolve) => setImmediate(resolve));
    expect(closed).toBe(false);
    gate.resolve();
    expect((await answer).value).toBe('done');
    await closing;
  });

  it('refuses a second server of one service', async () => {
    const network = createInProcessRpc({ log });
    const handlers = { echo: () => ({}), echoAgain: () => ({}) };
    await network.as('a').serve(EchoService, handlers);
    await expect(network.as('b').serve(EchoService, handlers)).rejects.toThrow('served already');
  });

  it('gives a request up when its caller does', async () => {
    const network = createInProcessRpc({ log });
    await network.as('server').serve(EchoService, { echo: () => new Promise(() => {}), echoAgain: () => ({}) });
    const controller = new AbortController();
    const answer = network
      .as('client')
      .client(EchoService)
      .echo({}, { ...call, signal: controller.signal });
    controller.abort();
    await expect(answer).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
