import { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createInProcessRpc } from '@confab/runtime/network/rpc/in-process';
import { createLogger } from '@confab/runtime/process/logging';
import { eventually } from '@confab/runtime/testing/eventually';
import type { ServiceImpl } from '@connectrpc/connect';
import { createRoomsClient } from './rooms-client.ts';

const ANSWER = { roomId: 'r1', name: 'Tea', canRead: true, canPost: true };
const nextTurn = () => new Promise((resolve) => setImmediate(resolve));

/** The rooms service as the network shows it: each question waits until the test answers it. */
async function createScene({ patienceMs = 10_000 } = {}) {
  const network = createInProcessRpc({ log: createLogger({ name: 'test', level: 'silent' }) });
  const questions: PromiseWithResolvers<typeof ANSWER>[] = [];
  const handlers: Partial<ServiceImpl<typeof RoomService>> = {
    checkAccess() {
      const question = Promise.withResolvers<typeof ANSWER>();
      questions.push(question);
      return question.promise;
    },
  };
  await network.as('rooms').serve(RoomService, handlers as ServiceImpl<typeof RoomService>);
  const client = createRoomsClient({ rpc: network.as('messages'), newCorrelationId: () => 'c', patienceMs });
  const settled: string[] = [];
  const check = (label: string, name = 'tea', token = 'T') =>
    client.check({ name }, { token, correlationId: label }).then(
      () => settled.push(label),
      () => settled.push(`${label} refused`),
    );
  return { check, questions, settled };
}

describe('createRoomsClient', () => {
  it('asks once for all commands of one turn that need the same answer', async () => {
    const { check, questions, settled } = await createScene();
    const all = [check('first'), check('second'), check('other room', 'coffee'), check('other user', 'tea', 'U')];
    await nextTurn();
    expect(questions).toHaveLength(3);
    for (const question of questions) question.resolve(ANSWER);
    await Promise.all(all);
    expect(settled.slice(0, 2)).toEqual(['first', 'second']);
  });

  it('asks again in the next turn', async () => {
    const { check, questions } = await createScene();
    const first = check('first');
    await nextTurn();
    const second = check('second');
    await nextTurn();
    expect(questions).toHaveLength(2);
    for (const question of questions) question.resolve(ANSWER);
    await Promise.all([first, second]);
  });

  it('answers the same question in the order in which it was asked, whichever answer comes first', async () => {
    const { check, questions, settled } = await createScene();
    const first = check('first');
    await nextTurn();
    const second = check('second');
    await nextTurn();
    questions[1]?.resolve(ANSWER);
    await nextTurn();
    expect(settled).toEqual([]);
    questions[0]?.reject(new AppError('NOT_FOUND', 'There is no such room.'));
    await Promise.all([first, second]);
    expect(settled).toEqual(['first refused', 'second']);
  });

  it('asks again what was not answered, so that nothing waits for a replica that is gone', async () => {
    const { check, questions, settled } = await createScene({ patienceMs: 20 });
    const first = check('first');
    await eventually(() => expect(questions).toHaveLength(2));
    questions[1]?.resolve(ANSWER);
    await first;
    expect(settled).toEqual(['first']);
  });
});
