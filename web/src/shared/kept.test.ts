import 'fake-indexeddb/auto';
import { createKept, forgetKept, removeKept } from './kept.ts';

describe('what is kept to be read without the server', () => {
  it('is what was shown last, of each user and thing', async () => {
    const tea = createKept<string[]>('ann', 'room tea');
    expect(await tea.read()).toBeUndefined();
    await tea.write(['one']);
    await tea.write(['one', 'two']);
    expect(await createKept('ann', 'room tea').read()).toEqual(['one', 'two']);
    expect(await createKept('ann', 'room coffee').read()).toBeUndefined();
    expect(await createKept('bob', 'room tea').read()).toBeUndefined();
  });

  it('is gone once the user is forgotten, and that of others is not', async () => {
    for (const user of ['cleo', 'cleo2', 'cle']) {
      for (const what of ['room tea', 'direct bob', 'inbox']) await createKept(user, what).write(what);
    }
    await forgetKept('cleo');
    for (const what of ['room tea', 'direct bob', 'inbox']) {
      expect(await createKept('cleo', what).read()).toBeUndefined();
      expect(await createKept('cleo2', what).read()).toBe(what);
      expect(await createKept('cle', what).read()).toBe(what);
    }
  });

  it('is gone where it is to be seen no longer, alone or with others', async () => {
    const things = ['room tea', 'room coffee', 'direct bob', 'inbox'];
    for (const what of things) await createKept('emil', what).write(what);
    await createKept('emil', 'direct bob').remove();
    await removeKept('emil', (what) => what.startsWith('room ') && what !== 'room tea');
    const left = await Promise.all(things.map((what) => createKept('emil', what).read()));
    expect(left).toEqual(['room tea', undefined, undefined, 'inbox']);
  });

  it('is left out where it cannot be kept', async () => {
    const odd = createKept<unknown>('dora', 'inbox');
    await odd.write(() => undefined);
    expect(await odd.read()).toBeUndefined();
  });
});
