import { type ListPage, wholeList } from './whole-list.ts';

const page = (names: string[], endCursor: string | null, hasNextPage = endCursor !== null): ListPage<string> => ({
  pageInfo: { hasNextPage, endCursor },
  edges: names.map((node) => ({ node })),
});

describe('wholeList', () => {
  const reading = (pages: Record<string, ListPage<string> | null>) => {
    const asked: string[] = [];
    const list = wholeList(async (after) => {
      asked.push(after ?? 'start');
      return pages[after ?? 'start'];
    });
    return { list, asked };
  };

  it('reads on behind each page until there is no more', async () => {
    const { list, asked } = reading({ start: page(['a', 'b'], '2'), 2: page(['c'], '3'), 3: page(['d'], '4', false) });
    expect(await list).toEqual(['a', 'b', 'c', 'd']);
    expect(asked).toEqual(['start', '2', '3']);
  });

  it('ends where it would read the same page again, or gets none', async () => {
    expect(await reading({ start: page(['a'], '2'), 2: page(['b'], '2') }).list).toEqual(['a', 'b']);
    expect(await reading({ start: page(['a'], null, true) }).list).toEqual(['a']);
    expect(await reading({ start: null }).list).toEqual([]);
  });

  it('has nothing where a page can’t be had', async () => {
    const failing = wholeList<string>(async (after) => {
      if (after) throw new Error('gone');
      return page(['a'], '2');
    });
    await expect(failing).rejects.toThrow('gone');
  });
});
