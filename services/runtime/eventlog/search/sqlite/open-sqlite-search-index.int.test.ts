import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createTempFolder } from '../../../testing/temp-folder.ts';
import { describeSearchIndex } from '../contract/describe-search-index.ts';
import { openSqliteSearchIndex } from './open-sqlite-search-index.ts';

describeSearchIndex('sqlite', async () => {
  const folder = createTempFolder();
  return {
    open: (version = 1) => openSqliteSearchIndex({ file: join(folder.path, 'search.db'), version }),
    destroy: async () => folder.remove(),
  };
});

describe('a search index in a file', () => {
  const folder = createTempFolder();
  afterAll(() => folder.remove());

  it('starts empty where the file is damaged: nothing in it is the only copy', async () => {
    const file = join(folder.path, 'damaged.db');
    writeFileSync(file, 'this is no database '.repeat(500));
    const index = await openSqliteSearchIndex({ file, version: 1 });
    expect(await index.isFilled()).toBe(false);
    await index.put([{ id: 'm1', atMs: 1, version: 1, text: 'tea', tags: [] }]);
    expect(await index.find({ text: 'tea', limit: 9 })).toMatchObject([{ id: 'm1' }]);
    await index.close();
  });

  it('says in one line why a file cannot be opened', async () => {
    const file = join(folder.path, 'nowhere', 'search.db');
    await expect(openSqliteSearchIndex({ file, version: 1 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it('answers UNAVAILABLE once it is closed', async () => {
    const index = await openSqliteSearchIndex({ file: join(folder.path, 'closed.db'), version: 1 });
    await index.close();
    await index.close();
    await expect(index.find({ text: 'tea', limit: 1 })).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });
});
