import { createBatches, MAX_FRAMES } from './batches.ts';

interface Item {
  name: string;
  bytes: Uint8Array;
}
const item = (name: string, size = 1): Item => ({ name, bytes: new Uint8Array(size) });
const turn = () => new Promise((resolve) => setImmediate(resolve));

function start() {
  const sent: [string, string[]][] = [];
  const add = createBatches<Item>((receiver, items) => sent.push([receiver, items.map(({ name }) => name)]));
  return { sent, add };
}

describe('batches', () => {
  it('gathers what one turn brings, by receiver and in order', async () => {
    const { sent, add } = start();
    add('a', item('1'));
    add('b', item('2'));
    add('a', item('3'));
    expect(sent).toEqual([]);
    await turn();
    add('a', item('4'));
    await turn();
    expect(sent).toEqual([
      ['a', ['1', '3']],
      ['b', ['2']],
      ['a', ['4']],
    ]);
  });

  it('keeps messages within the limits of the broker', async () => {
    const { sent, add } = start();
    for (let i = 0; i <= MAX_FRAMES; i += 1) add('many', item('x'));
    for (let i = 0; i < 3; i += 1) add('large', item('y', 300 * 1024));
    add('huge', item('z', 2 * 1024 * 1024));
    await turn();
    expect(sent.map(([receiver, { length }]) => [receiver, length])).toEqual([
      ['many', MAX_FRAMES],
      ['many', 1],
      ['large', 1],
      ['large', 1],
      ['large', 1],
      ['huge', 1],
    ]);
  });
});
