import { bob, message } from '../timeline/state/testing/scene.ts';
import { type Delivery, emptyTimeline, type Timeline, withMessages } from '../timeline/state/timeline.ts';
import { createDeliveries, type Reached } from './deliveries.ts';

/** Bob's messages to ann, as many as `sent`; of those the server has what `server` says. */
function setup(sent: number) {
  const ids = Array.from({ length: sent }, (_, i) => i + 1);
  let timeline: Timeline = withMessages(
    emptyTimeline,
    ids.map((seq) => message(seq, { author: bob, delivery: 'SENT' })),
  );
  let isAway = false;
  const server = new Map<number, Delivery>(ids.map((seq) => [seq, 'SENT']));
  const asked: number[] = [];
  const { onChange } = createDeliveries({
    timeline: async () => timeline,
    change(apply) {
      timeline = apply(timeline);
    },
    async ask(fromSeq): Promise<Reached[]> {
      asked.push(fromSeq);
      if (isAway) throw new Error('the server is away');
      return [...server].filter(([seq]) => seq >= fromSeq).map(([seq, delivery]) => ({ id: `m${seq}`, seq, delivery }));
    },
  });
  return {
    asked,
    shown: () => timeline.items.map((item) => item.kind === 'message' && item.message.delivery),
    setAway(next: boolean): void {
      isAway = next;
    },
    /** Ann gets or reads everything up to a message, but for what was withheld from her. */
    async reach(seq: number, delivery: Delivery, withheld: readonly number[] = []): Promise<void> {
      for (const each of server.keys()) if (each <= seq && !withheld.includes(each)) server.set(each, delivery);
      await onChange({ messageId: `m${seq}`, delivery });
    },
  };
}

describe('how far one’s messages have come', () => {
  it('is shown at once, and costs no question where all before have come as far', async () => {
    const { reach, shown, asked } = setup(2);
    await reach(1, 'READ');
    await reach(2, 'DELIVERED');
    await reach(2, 'READ');
    expect(shown()).toEqual(['READ', 'READ']);
    expect(asked).toEqual([]);
  });

  it('is true of all before it that the other side was given together', async () => {
    const { reach, shown, asked } = setup(4);
    await reach(3, 'DELIVERED');
    expect(shown()).toEqual(['DELIVERED', 'DELIVERED', 'DELIVERED', 'SENT']);
    expect(asked).toEqual([1]);
  });

  it('stays “sent” of what was written to somebody who had blocked one, and is asked for once', async () => {
    const { reach, shown, asked } = setup(4);
    await reach(1, 'READ');
    await reach(3, 'READ', [2]);
    await reach(4, 'DELIVERED', [2]);
    await reach(4, 'READ', [2]);
    expect(shown()).toEqual(['READ', 'SENT', 'READ', 'READ']);
    expect(asked).toEqual([2]);
  });

  it('is asked for again with the next event where there was no answer, and never falls', async () => {
    const { reach, shown, asked, setAway } = setup(3);
    setAway(true);
    await reach(2, 'READ');
    expect(shown()).toEqual(['SENT', 'READ', 'SENT']);
    setAway(false);
    await reach(3, 'DELIVERED');
    expect(shown()).toEqual(['DELIVERED', 'READ', 'DELIVERED']);
    expect(asked).toEqual([1, 1]);
  });

  it('is left alone of messages of other conversations', async () => {
    const { reach, shown, asked } = setup(1);
    await reach(7, 'READ', [1]);
    expect(shown()).toEqual(['SENT']);
    expect(asked).toEqual([]);
  });
});
