import { countDrafts, createDrafts, type DraftKind, type DraftStorage, forgetDrafts, parseEdits } from './drafts.ts';

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

const draftsOf = (storage: DraftStorage, user = 'u1', place = 'room tea', kind: DraftKind = 'draft') =>
  createDrafts({ user, place, kind, storage });

describe('drafts', () => {
  it('are kept by place, user and kind', () => {
    const storage = createStorage();
    expect(draftsOf(storage).write('hello')).toBe(true);
    expect(draftsOf(storage).read()).toBe('hello');
    expect(draftsOf(storage, 'u1', 'direct tea').read()).toBe('');
    expect(draftsOf(storage, 'u2').read()).toBe('');
    expect(draftsOf(storage, 'u1', 'room tea', 'reply').read()).toBe('');
  });

  it('leave nothing behind when they are empty', () => {
    const storage = createStorage();
    draftsOf(storage).write('hello');
    draftsOf(storage).write('');
    expect(storage.length).toBe(0);
  });

  it('do no harm where there is no room, and say so', () => {
    const drafts = draftsOf(createStorage(3));
    expect(drafts.write('too long')).toBe(false);
    expect(drafts.read()).toBe('');
  });

  it('know which change of the storage is theirs', () => {
    const drafts = draftsOf(createStorage());
    expect(['confab.draft.u1.room tea', null, 'confab.draft.u1.room teapots'].map(drafts.isMeant)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('of a user who is forgotten are gone, all of them and no others', () => {
    const storage = createStorage();
    for (const place of ['room tea', 'room b', 'direct c']) draftsOf(storage, 'u1', place).write('text');
    for (const kind of ['reply', 'edit'] as const) draftsOf(storage, 'u1', 'room tea', kind).write('[]');
    draftsOf(storage, 'u11').write('mine');
    forgetDrafts('u1', storage);
    expect(storage.length).toBe(1);
    expect(draftsOf(storage, 'u11').read()).toBe('mine');
  });

  it('are counted with the edits in which something was typed, and without what is empty', () => {
    const storage = createStorage();
    draftsOf(storage, 'u1', 'room tea').write('text');
    draftsOf(storage, 'u1', 'room b').write(' ');
    draftsOf(storage, 'u2', 'room b').write('of another');
    const edits = [
      { id: 'm1', text: 'new', from: 'old' },
      { id: 'm2', text: 'same', from: 'same' },
    ];
    draftsOf(storage, 'u1', 'room tea', 'edit').write(JSON.stringify(edits));
    expect(countDrafts('u1', storage)).toBe(2);
  });

  it('that are not as they were written count as none', () => {
    expect(parseEdits('{broken')).toEqual([]);
  });
});
