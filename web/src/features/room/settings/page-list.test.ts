import { createPageList, type Page } from './page-list.ts';

/** A list of `size` numbers, in pages of ten. */
function setup(size: number) {
  const asked: (string | null)[] = [];
  const server = { size, away: false };
  const read = async (after: string | null): Promise<Page<number>> => {
    asked.push(after);
    if (server.away) throw new Error('offline');
    const start = Number(after ?? 0);
    const end = Math.min(start + 10, server.size);
    return {
      items: Array.from({ length: end - start }, (_, at) => start + at),
      next: end < server.size ? String(end) : null,
    };
  };
  return { list: createPageList(read), asked, server, settled: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe('a list that is read page by page', () => {
  it('keeps all that was shown where it is read anew, however far down one was', async () => {
    const { list, asked, server, settled } = setup(35);
    await settled();
    await list.more();
    await list.more();
    expect(list.items.value).toHaveLength(30);
    server.size = 34;
    asked.length = 0;
    await list.reload();
    expect(asked).toEqual([null, '10', '20']);
    expect(list.items.value).toHaveLength(30);
    expect(list.next.value).toBe('30');
  });

  it('ends with its end where that has come nearer', async () => {
    const { list, server, settled } = setup(25);
    await settled();
    await list.more();
    server.size = 12;
    await list.reload();
    expect(list.items.value).toHaveLength(12);
    expect(list.next.value).toBeNull();
  });

  it('shows what it has where it can’t be read anew, and reads all of that when it is tried again', async () => {
    const { list, server, settled } = setup(25);
    await settled();
    await list.more();
    server.away = true;
    await list.reload();
    expect([list.items.value?.length, list.error.value]).toEqual([20, expect.any(String)]);
    server.away = false;
    await list.retry();
    expect([list.items.value?.length, list.error.value]).toEqual([20, null]);
  });
});
