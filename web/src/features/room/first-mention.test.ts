import { createFirstMention } from './first-mention.ts';

/** A server that answers when it is told to. */
function setup() {
  const asked: ((seq: number | null | Error) => void)[] = [];
  const found: (number | null)[] = [];
  const mention = createFirstMention({
    ask: () =>
      new Promise((resolve, reject) =>
        asked.push((answer) => (answer instanceof Error ? reject(answer) : resolve(answer))),
      ),
    onFound: (seq) => found.push(seq),
  });
  const answer = async (seq: number | null | Error) => {
    asked.at(-1)?.(seq);
    await new Promise(process.nextTick);
  };
  return { see: mention.see, asked, found, answer };
}

describe('the first unread mention', () => {
  it('is asked for once, however often the marker moves before it', async () => {
    const { see, asked, found, answer } = setup();
    see({ count: 2, lastReadSeq: 10 });
    see({ count: 2, lastReadSeq: 11 });
    await answer(30);
    for (let lastReadSeq = 12; lastReadSeq < 30; lastReadSeq += 1) see({ count: 2, lastReadSeq });
    expect(asked).toHaveLength(1);
    expect(found).toEqual([30]);
  });

  it('is asked for again once it is read, also while the answer was on its way', async () => {
    const { see, asked, found, answer } = setup();
    see({ count: 3, lastReadSeq: 10 });
    await answer(20);
    see({ count: 3, lastReadSeq: 20 });
    expect(asked).toHaveLength(2);
    see({ count: 2, lastReadSeq: 31 });
    expect(asked).toHaveLength(3);
    see({ count: 2, lastReadSeq: 41 });
    await answer(40);
    expect(asked).toHaveLength(4);
    await answer(50);
    expect(found).toEqual([20, 50]);
  });

  it('is asked for where there may be another one before it: unread again, one more by an edit, or one fewer', async () => {
    const { see, asked, found, answer } = setup();
    see({ count: 2, lastReadSeq: 10 });
    await answer(20);
    see({ count: 1, lastReadSeq: 10 });
    await answer(30);
    see({ count: 2, lastReadSeq: 10 });
    await answer(12);
    see({ count: 2, lastReadSeq: 4 });
    await answer(5);
    expect(asked).toHaveLength(4);
    expect(found).toEqual([20, 30, 12, 5]);
  });

  it('is none, without a question, where nothing unread mentions the viewer', async () => {
    const { see, asked, found, answer } = setup();
    see({ count: 0, lastReadSeq: 10 });
    expect(asked).toEqual([]);
    see({ count: 1, lastReadSeq: 10 });
    see({ count: 0, lastReadSeq: 20 });
    await answer(15);
    expect(found).toEqual([null, null]);
  });

  it('is asked for with the next change where there was no answer', async () => {
    const { see, asked, found, answer } = setup();
    see({ count: 1, lastReadSeq: 10 });
    await answer(new Error('away'));
    see({ count: 1, lastReadSeq: 11 });
    await answer(15);
    expect(asked).toHaveLength(2);
    expect(found).toEqual([15]);
  });
});
