import { createTextStore, type TextStore } from '../../shared/browser/local-texts.ts';
import { createStorage } from '../../shared/browser/testing/storage.ts';
import { countDrafts, createDrafts, type DraftKind, forgetDrafts, parseEdits } from './drafts.ts';

function createTexts(room?: number): TextStore {
  const storage = createStorage(room);
  return createTextStore(() => storage);
}

const draftsOf = (texts: TextStore, user = 'u1', place = 'room tea', kind: DraftKind = 'draft') =>
  createDrafts({ user, place, kind, texts });

describe('drafts', () => {
  it('are kept by place, user and kind', () => {
    const texts = createTexts();
    expect(draftsOf(texts).write('hello')).toBe(true);
    expect(draftsOf(texts).read()).toBe('hello');
    expect(draftsOf(texts, 'u1', 'direct tea').read()).toBe('');
    expect(draftsOf(texts, 'u2').read()).toBe('');
    expect(draftsOf(texts, 'u1', 'room tea', 'reply').read()).toBe('');
  });

  it('leave nothing behind when they are empty', () => {
    const texts = createTexts();
    draftsOf(texts).write('hello');
    draftsOf(texts).write('');
    expect(texts.keys().length).toBe(0);
  });

  it('live as long as the page where there is no room, and say so', () => {
    const drafts = draftsOf(createTexts(3));
    expect(drafts.write('too long')).toBe(false);
    expect(drafts.read()).toBe('too long');
  });

  it('know which change of the storage is theirs', () => {
    const drafts = draftsOf(createTexts());
    expect(['confab.draft.u1.room tea', null, 'confab.draft.u1.room teapots'].map(drafts.isMeant)).toEqual([
      true,
      true,
      false,
    ]);
  });

  it('of a user who is forgotten are gone, all of them and no others', () => {
    const texts = createTexts();
    for (const place of ['room tea', 'room b', 'direct c']) draftsOf(texts, 'u1', place).write('text');
    for (const kind of ['reply', 'edit'] as const) draftsOf(texts, 'u1', 'room tea', kind).write('[]');
    draftsOf(texts, 'u11').write('mine');
    forgetDrafts('u1', texts);
    expect(texts.keys().length).toBe(1);
    expect(draftsOf(texts, 'u11').read()).toBe('mine');
  });

  it('are counted with the edits in which something was typed, and without what is empty', () => {
    const texts = createTexts();
    draftsOf(texts, 'u1', 'room tea').write('text');
    draftsOf(texts, 'u1', 'room b').write(' ');
    draftsOf(texts, 'u2', 'room b').write('of another');
    const edits = [
      { id: 'm1', text: 'new', from: 'old' },
      { id: 'm2', text: 'same', from: 'same' },
    ];
    draftsOf(texts, 'u1', 'room tea', 'edit').write(JSON.stringify(edits));
    expect(countDrafts('u1', texts)).toBe(2);
  });

  it('that are not as they were written count as none', () => {
    expect(parseEdits('{broken')).toEqual([]);
  });
});
