import { eventually } from '../../../testing/eventually.ts';
import type { LiveBus } from '../port.ts';

export interface Note {
  text: string;
}

/** One bus of a driver, as two processes see it; in process they are one and the same. */
export interface LiveFixture {
  publisher: LiveBus<Note>;
  subscriber: LiveBus<Note>;
  close(): Promise<void>;
}

const notes = (...texts: string[]): Note[] => texts.map((text) => ({ text }));

/** What every driver of `LiveBus` keeps. */
export function describeLiveBus(driver: string, open: () => Promise<LiveFixture>): void {
  describe(`${driver} as LiveBus`, () => {
    let bus: LiveFixture;
    beforeEach(async () => {
      bus = await open();
    });
    afterEach(() => bus.close());

    it('brings each batch as one call, in the order of publishing', async () => {
      const seen: string[][] = [];
      await bus.subscriber.subscribe('room.a', (batch) => void seen.push(batch.map(({ text }) => text)));
      bus.publisher.publish('room.a', notes('1', '2'));
      for (let i = 3; i <= 100; i++) bus.publisher.publish('room.a', notes(String(i)));
      await eventually(() => expect(seen).toHaveLength(99));
      expect(seen[0]).toEqual(['1', '2']);
      expect(seen.flat()).toEqual(Array.from({ length: 100 }, (_, i) => String(i + 1)));
    });

    it('reaches every subscriber of the subject and nobody else', async () => {
      const seen: string[] = [];
      const listen = (subject: string, name: string) =>
        bus.subscriber.subscribe(subject, (batch) => void seen.push(...batch.map(({ text }) => `${name}:${text}`)));
      await Promise.all([listen('room.a', 'one'), listen('room.a', 'two'), listen('room.b', 'other')]);
      bus.publisher.publish('room.a', notes('x'));
      bus.publisher.publish('room.b', notes('y'));
      await eventually(() => expect(seen.toSorted()).toEqual(['one:x', 'other:y', 'two:x']));
    });

    it('takes a name of any script', async () => {
      const seen: Note[] = [];
      await bus.subscriber.subscribe('room.комната-日本', (batch) => void seen.push(...batch));
      bus.publisher.publish('room.комната-日本', notes('привет'));
      await eventually(() => expect(seen).toEqual(notes('привет')));
    });

    it('brings nothing after unsubscribe', async () => {
      const seen: string[] = [];
      const first = await bus.subscriber.subscribe('room.a', () => void seen.push('first'));
      await bus.subscriber.subscribe('room.a', () => void seen.push('second'));
      first.unsubscribe();
      first.unsubscribe();
      bus.publisher.publish('room.a', notes('x'));
      await eventually(() => expect(seen).toEqual(['second']));
    });

    it('keeps the failure of one subscriber from everybody else', async () => {
      const seen: Note[] = [];
      await bus.subscriber.subscribe('room.a', () => {
        throw new Error('broken');
      });
      await bus.subscriber.subscribe('room.a', (batch) => void seen.push(...batch));
      bus.publisher.publish('room.a', notes('x'));
      bus.publisher.publish('room.a', notes('y'));
      await eventually(() => expect(seen).toEqual(notes('x', 'y')));
    });

    it('shows all subscribers one order when one of them publishes', async () => {
      const seen: Record<'one' | 'two', string[]> = { one: [], two: [] };
      await bus.subscriber.subscribe('room.a', (batch) => {
        seen.one.push(...batch.map(({ text }) => text));
        if (seen.one.length === 1) bus.subscriber.publish('room.a', notes('answer'));
      });
      await bus.subscriber.subscribe('room.a', (batch) => void seen.two.push(...batch.map(({ text }) => text)));
      bus.publisher.publish('room.a', notes('question'));
      await eventually(() => expect(seen).toEqual({ one: ['question', 'answer'], two: ['question', 'answer'] }));
    });

    it('publishes into the void without an error, also after close', async () => {
      bus.publisher.publish('room.nobody', notes('x'));
      await bus.publisher.close();
      bus.publisher.publish('room.nobody', notes('x'));
    });
  });
}
