import type { SearchIndex } from '../port.ts';

type SearchEntry = Parameters<SearchIndex['put']>[0][number];
type SearchQuery = Parameters<SearchIndex['find']>[0];

/** Where one test's index lies. */
export interface SearchData {
  /** Again and again, also while it is open: what another process would open. */
  open(version?: number): Promise<SearchIndex>;
  destroy(): Promise<void>;
}

const entry = (id: string, text: string, more: Partial<SearchEntry> = {}): SearchEntry => ({
  id,
  text,
  atMs: 1_700_000_000_000 + Number(id.replace(/\D/g, '')),
  version: 1,
  tags: ['any'],
  ...more,
});

/** What every search index does. */
export function describeSearchIndex(name: string, createData: () => Promise<SearchData>): void {
  describe(`search index: ${name}`, () => {
    let data: SearchData;
    let index: SearchIndex;
    beforeEach(async () => {
      data = await createData();
      index = await data.open();
    });
    afterEach(async () => {
      await index.close();
      await data.destroy();
    });

    const find = async (query: Partial<SearchQuery>) =>
      (await index.find({ limit: 100, ...query })).map(({ id }) => id);

    it('finds the newest first what holds every word', async () => {
      await index.put([entry('m1', 'green tea'), entry('m2', 'black tea'), entry('m3', 'Tea, green!')]);
      expect(await find({ text: 'tea green' })).toEqual(['m3', 'm1']);
      expect(await find({ text: 'tea' })).toEqual(['m3', 'm2', 'm1']);
      expect(await find({ text: 'coffee' })).toEqual([]);
    });

    it('finds words in their forms, in Russian and in English', async () => {
      await index.put([entry('m1', 'Ёлка в комнате'), entry('m2', 'many rooms')]);
      expect(await find({ text: 'ЕЛКИ в комнатах' })).toEqual(['m1']);
      expect(await find({ text: 'room' })).toEqual(['m2']);
    });

    it('takes the last word for the beginning of one, and no other', async () => {
      await index.put([entry('m1', 'привет всем'), entry('m2', 'hello world')]);
      expect(await find({ text: 'привет вс' })).toEqual(['m1']);
      expect(await find({ text: 'hel wor' })).toEqual([]);
      expect(await find({ text: 'hello w' })).toEqual(['m2']);
    });

    it.each([
      ['我家在上海东边', '上海', true],
      ['我家在上海东边', '海', true],
      ['我家在上海东边', '东边', true],
      ['我家在上海东边', '北京', false],
      ['私は東京都に住んでいます', '京都', true],
      ['コーヒーをください', 'ーヒ', true],
      ['コーヒー', 'ｺｰﾋｰ', true],
      ['서울대학교에서', '대학', true],
      ['ฉันไปกรุงเทพ', 'กรุงเทพ', true],
      ['新版v2上海站', 'v2 上海', true],
      ['上海站 v2', '上海 v', true],
      ['上海站 v2', '上海 v3', false],
      ['Café Zürich', 'cafe zurich', true],
      ['cafe', 'CAFÉ', true],
      ['Große Straße', 'grosse strasse', true],
      ['Đường Nguyễn Huệ', 'duong nguyen', true],
      ['İSTANBUL', 'istanbul', true],
      ['Diyarbakır', 'DIYARBAKIR', true],
      ['مُحَمَّد', 'محمد', true],
      ['שָׁלוֹם', 'שלום', true],
    ])('in %j finds %j: %s', async (text, search, isFound) => {
      await index.put([entry('m1', text), entry('m2', 'something else')]);
      expect(await find({ text: search })).toEqual(isFound ? ['m1'] : []);
    });

    it.each([
      ['to the moon 🚀', '🚀', true],
      ['to the moon', '🚀', false],
      ['I ❤️ tea', '❤', true],
      ['I ❤ tea', '❤️', true],
      ['tea ☕️', '❤️', false],
      ['done 👍🏽', '👍', true],
      ['done 👍🏽', '👍🏽', true],
      ['done 👍', '👍🏽', false],
      ['🇩🇪🇫🇷', '🇫🇷', true],
      ['🇩🇪', '🇪🇩', false],
      ['first 1️⃣', '1⃣', true],
      ['step 1', '1️⃣', false],
      ['👩‍💻 at work', '👩‍💻', true],
      ['we run v1.2.3.', '1.2.3', true],
      ['we run 1.2.3-beta', '1.2.3', true],
      ['we run 1.2.30', '1.2.3', false],
      ['1 of 2, not 3', '1.2.3', false],
      ['at 192.168.0.17:8080', '192.168.0.17', true],
      ['at 192.168.0.171', '192.168.0.17', false],
      ['it is 3.14', '3.14', true],
      ['it is 3,14', '3,14', true],
      ['3 of 14', '3.14', false],
      ['on 2024‑01‑15', '2024-01-15', true],
      ['in 2024, 01 of 15', '2024-01-15', false],
      ['written in C++, mostly', 'c++', true],
      ['since C++17', 'C++', true],
      ['vitamin C', 'C++', false],
      ['C# or F#?', 'C#', true],
      ['C major', 'C#', false],
      ['ported to .NET.', '.net', true],
      ['ASP.NET Core', '.NET', true],
      ['our network', '.NET', false],
      ['Node.js is here', 'node.js', true],
      ['Node.js is here', 'node', true],
      ['a node in JS', 'node.js', false],
      ['fixes #123', '#123', true],
      ['fixes org/app#123', '#123', true],
      ['fixes #1234', '#123', false],
      ['room 123', '#123', false],
      ['call foo_bar()', 'foo_bar', true],
      ['call foo_bar()', 'bar', true],
      ['foo or bar', 'foo_bar', false],
      ['see src/app.ts:12', 'src/app.ts', true],
      ['see src/app.ts:12', 'app.t', true],
      ['the app in src', 'src/app.ts', false],
      ['to ann@example.com', 'ann@example.com', true],
      ['Ann, see example.com', 'ann@example.com', false],
      ['a well known face', 'well-known', true],
    ])('by signs and emoji: in %j finds %j: %s', async (text, search, isFound) => {
      await index.put([entry('m1', text), entry('m2', 'something else')]);
      expect(await find({ text: search })).toEqual(isFound ? ['m1'] : []);
    });

    it.each(['', '?!', '"', '🙂', '* AND', "tea' OR 1=1", 'tags:any', 'NEAR(tea)', '.*', '\u0000'])(
      'finds nothing by %j that is not there as a word',
      async (text) => {
        await index.put([entry('m1', 'tea')]);
        expect(await find({ text })).toEqual([]);
      },
    );

    it('confines a search to tags', async () => {
      await index.put([
        entry('m1', 'tea', { tags: ['t:a', 'by:x'] }),
        entry('m2', 'tea', { tags: ['t:b_c', 'by:x'] }),
        entry('m3', 'tea', { tags: ['t:b_c', 'by:y-1'] }),
      ]);
      expect(await find({ text: 'tea', all: ['by:x'] })).toEqual(['m2', 'm1']);
      expect(await find({ text: 'tea', all: ['by:x', 't:a'] })).toEqual(['m1']);
      expect(await find({ text: 'tea', any: ['t:a', 'by:y-1'] })).toEqual(['m3', 'm1']);
      expect(await find({ all: ['t:b_c'], any: ['by:x', 'by:z'] })).toEqual(['m2']);
      const many = Array.from({ length: 10_000 }, (_, at) => `t:${at}`);
      expect(await find({ text: 'tea', any: [...many, 't:a'] })).toEqual(['m1']);
      expect(await find({ text: 'tea', any: [] })).toEqual([]);
      expect(await find({ text: 'x' })).toEqual([]);
      expect(await find({ all: ['tea'] })).toEqual([]);
    });

    it('lists everything where nothing is asked for', async () => {
      await index.put([entry('m1', 'tea'), entry('m2', '')]);
      expect(await find({})).toEqual(['m2', 'm1']);
    });

    it('puts a newer version in the place of an older one, in whatever order they come', async () => {
      await index.put([entry('m1', 'tea'), entry('m2', 'tea')]);
      await index.put([entry('m1', 'milk', { version: 3, tags: ['new'] })]);
      await index.put([entry('m1', 'coffee', { version: 2 }), entry('m1', 'tea')]);
      expect(await find({ text: 'tea' })).toEqual(['m2']);
      expect(await find({ text: 'coffee' })).toEqual([]);
      expect(await find({ text: 'milk', all: ['new'] })).toEqual(['m1']);
      expect(await find({ all: ['any'] })).toEqual(['m2']);
      await index.put([entry('m1', '', { version: 4, tags: ['gone'] })]);
      expect(await find({ text: 'milk' })).toEqual([]);
      expect(await find({ all: ['gone'] })).toEqual(['m1']);
    });

    it('ends in the newest version where several write at the same time', async () => {
      const other = await data.open();
      const versions = Array.from({ length: 20 }, (_, at) => at + 1);
      await Promise.all(
        versions.map((version) =>
          (version % 2 ? index : other).put([
            entry('m1', `word${version} same`, { version: ((version * 7) % 20) + 1 }),
          ]),
        ),
      );
      expect(await find({ text: 'same' })).toEqual(['m1']);
      const newest = versions.find((version) => (version * 7) % 20 === 19);
      expect(await find({ text: `word${newest}` })).toEqual(['m1']);
      await other.close();
    });

    it('is read page by page, each entry once, also where many share a moment', async () => {
      const atMs = 1_700_000_000_000;
      await index.put(
        Array.from({ length: 25 }, (_, at) => entry(`m${at}`, 'tea', { atMs: atMs + Math.floor(at / 10) })),
      );
      const seen: string[] = [];
      for (let after: string | undefined, size = 7; size === 7; ) {
        const page = await index.find({ text: 'tea', limit: 7, after });
        seen.push(...page.map(({ id }) => id));
        after = page.at(-1)?.cursor;
        size = page.length;
      }
      expect(new Set(seen).size).toBe(25);
      expect(seen).toHaveLength(25);
      expect(seen.slice(0, 5).sort()).toEqual(['m20', 'm21', 'm22', 'm23', 'm24']);
    });

    it.each([{}, { text: 'tea' }])('lists the oldest first as it lists the newest, backwards: %j', async (query) => {
      const atMs = 1_700_000_000_000;
      const made = Array.from({ length: 23 }, (_, at) =>
        entry(`m${at}`, at === 11 ? 'edited' : 'tea', { atMs: atMs + Math.floor(at / 10) }),
      );
      await index.put(made);
      await index.put([entry('m11', 'tea', { atMs: atMs + 1, version: 2 })]);
      const read = async (order: 'NEWEST' | 'OLDEST') => {
        const seen: string[] = [];
        for (let after: string | undefined, size = 5; size === 5; ) {
          const page = await index.find({ ...query, order, limit: 5, after });
          seen.push(...page.map(({ id }) => id));
          after = page.at(-1)?.cursor;
          size = page.length;
        }
        return seen;
      };
      const oldest = await read('OLDEST');
      expect([...oldest].sort()).toEqual(made.map(({ id }) => id).sort());
      expect(oldest.slice(-3).sort()).toEqual(['m20', 'm21', 'm22']);
      expect(await read('NEWEST')).toEqual(oldest.toReversed());
    });

    it('turns round at a cursor of the other order', async () => {
      await index.put(['m1', 'm2', 'm3', 'm4'].map((id) => entry(id, 'tea')));
      const [, third] = await index.find({ limit: 2 });
      expect(await find({ order: 'OLDEST', after: third?.cursor })).toEqual(['m4']);
      expect(await find({ text: 'tea', after: third?.cursor })).toEqual(['m2', 'm1']);
    });

    it.each(['x', '-1', '', '1e3', '9 '])('refuses the cursor %j', async (after) => {
      await expect(index.find({ text: 'tea', limit: 1, after })).rejects.toThrow(
        expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'after' }),
      );
    });

    it('is found again by the next process, and by one beside it', async () => {
      await index.put([entry('m1', 'tea')]);
      await index.markFilled();
      const beside = await data.open();
      expect(await beside.isFilled()).toBe(true);
      await beside.put([entry('m2', 'tea')]);
      expect(await find({ text: 'tea' })).toEqual(['m2', 'm1']);
      await beside.close();
    });

    it('is not filled until it is said to be, nor after it was cleared', async () => {
      expect(await index.isFilled()).toBe(false);
      await index.put([entry('m1', 'tea')]);
      await index.markFilled();
      expect(await index.isFilled()).toBe(true);
      await index.clear();
      expect(await index.isFilled()).toBe(false);
      expect(await find({})).toEqual([]);
      await index.put([entry('m1', 'tea')]);
      expect(await find({ text: 'tea' })).toEqual(['m1']);
    });

    it('is emptied when it is opened in another version', async () => {
      await index.put([entry('m1', 'tea')]);
      await index.markFilled();
      const newer = await data.open(2);
      expect(await newer.isFilled()).toBe(false);
      expect(await newer.find({ text: 'tea', limit: 1 })).toEqual([]);
      await newer.close();
    });
  });
}
