import { createDrafts, type DraftStorage, forgetDrafts } from './drafts.ts';

/** What a browser offers, with so much room. */
function createStorage(room = Number.POSITIVE_INFINITY): DraftStorage {
  const entries = new Map<string, string>();
  return {
    getItem: (key) => entries.get(key) ?? null,
    setItem(key, value) {
      if (value.length > room) throw new Error('QuotaExceededError');
      entries.set(key, value);
    },
    removeItem: (key) => void entries.delete(key),
    key: (index) => [...entries.keys()][index] ?? null,
    get length() {
      return entries.size;
    },
  };
}

describe('drafts', () => {
  it('are kept by place and user', () => {
    const storage = createStorage();
    createDrafts('u1', storage).write('room tea', 'hello');
    expect(createDrafts('u1', storage).read('room tea')).toBe('hello');
    expect(createDrafts('u1', storage).read('direct tea')).toBe('');
    expect(createDrafts('u2', storage).read('room tea')).toBe('');
  });

  it('leave nothing behind when they are empty', () => {
    const storage = createStorage();
    const drafts = createDrafts('u1', storage);
    drafts.write('room tea', 'hello');
    drafts.write('room tea', '');
    expect(storage.length).toBe(0);
  });

  it('do no harm where there is no room', () => {
    const drafts = createDrafts('u1', createStorage(3));
    drafts.write('room tea', 'too long');
    expect(drafts.read('room tea')).toBe('');
  });

  it('of a user who is forgotten are gone, all of them and no others', () => {
    const storage = createStorage();
    for (const place of ['room tea', 'room b', 'direct c']) createDrafts('u1', storage).write(place, 'text');
    createDrafts('u11', storage).write('room tea', 'mine');
    forgetDrafts('u1', storage);
    expect(storage.length).toBe(1);
    expect(createDrafts('u11', storage).read('room tea')).toBe('mine');
  });
});
