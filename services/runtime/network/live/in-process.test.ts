import { pino } from 'pino';
import { describeLiveBus, type Note } from './contract/describe-live-bus.ts';
import { createInProcessBus } from './in-process.ts';

const log = pino({ level: 'silent' });

describeLiveBus('createInProcessBus', async () => {
  const bus = createInProcessBus<Note>({ log });
  return { publisher: bus, subscriber: bus, close: () => bus.close() };
});

describe('createInProcessBus', () => {
  it('hands the messages over by reference before publish returns', async () => {
    const bus = createInProcessBus<Note>({ log });
    const batch = [{ text: 'x' }];
    let seen: readonly Note[] = [];
    await bus.subscribe('s', (received) => {
      seen = received;
    });
    bus.publish('s', batch);
    expect(seen).toBe(batch);
  });

  it('stops at once for a subscriber that another one takes off', async () => {
    const bus = createInProcessBus<Note>({ log });
    const seen: string[] = [];
    await bus.subscribe('s', () => {
      seen.push('first');
      second.unsubscribe();
    });
    const second = await bus.subscribe('s', () => void seen.push('second'));
    bus.publish('s', [{ text: 'x' }]);
    expect(seen).toEqual(['first']);
  });
});
