import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { focused, hasFocus } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const action = (page: Page, text: string, name: string): Locator =>
  message(page, text).getByRole('toolbar', { name: 'Actions' }).getByRole('button', { name, exact: true });

describe('what can be done to a message', () => {
  let stage: Stage;
  let ann: Visitor;
  let bob: Visitor;
  let carl: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    const owner = await stage.user('ann');
    await owner.createRoom('tea');
    carl = await stage.user('carl');
    for (const member of [carl, await stage.user('bob')]) await member.join('tea');
    ann = await stage.enter('ann', { permissions: ['clipboard-read', 'clipboard-write'] });
    bob = await stage.enter('bob');
    for (const { page, name } of [ann, bob]) {
      await signIn(page, name, PASSWORD);
      await page.goto('/rooms/tea');
      await composer(page).waitFor();
    }
  }, 60_000);
  afterAll(() => stage?.close());

  it('is shown when it is pointed at, and no longer when it is not', async () => {
    await say(ann.page, 'Tea is ready');
    await message(bob.page, 'Tea is ready').hover();
    await action(bob.page, 'Tea is ready', 'React').waitFor();
    await composer(bob.page).hover();
    await eventually(async () => expect(await bob.page.getByRole('toolbar').count()).toBe(0));
  });

  it('is to react with an emoji that is searched for', async () => {
    await message(bob.page, 'Tea is ready').hover();
    await action(bob.page, 'Tea is ready', 'React').click();
    const search = bob.page.getByRole('searchbox', { name: 'Search emoji' });
    await search.fill('teacup');
    await bob.page
      .getByRole('button', { name: /teacup/ })
      .first()
      .waitFor();
    await bob.screenshot('emoji-search');
    await search.press('Enter');
    await message(ann.page, 'Tea is ready').getByRole('button', { name: '🍵, 1 reaction: Bob Okafor' }).waitFor();
    expect(await search.count()).toBe(0);
  });

  it('says what was not done, and to whose message, where a reaction is refused', async () => {
    const { page } = bob;
    const mine = message(page, 'Tea is ready').getByRole('button', { name: /^🍵, 1 reaction/ });
    await intercept(page, 'mutation RemoveReaction', (route) => route.abort());
    await mine.click();
    const toast = page.locator('.toast').filter({ hasText: /^Couldn’t remove 🍵 from Ann Sørensen’s message\./i });
    await toast.waitFor();
    await mine.waitFor();
    await letThrough(page);
    await toast.getByRole('button', { name: 'Dismiss' }).click();
    await toast.waitFor({ state: 'detached' });
  });

  it('is to react with the emoji that is meant: those that are called so come first', async () => {
    const { page } = bob;
    await message(page, 'Tea is ready').hover();
    await action(page, 'Tea is ready', 'React').click();
    const search = page.getByRole('searchbox', { name: 'Search emoji' });
    for (const [query, first] of [
      ['heart', 'red heart'],
      ['thumb', 'thumbs up'],
      ['laugh', 'face with tears of joy'],
      ['сердце', 'алое сердце'],
    ] as const) {
      await search.fill(query);
      const shown = page.getByRole('list', { name: query }).getByRole('button');
      await eventually(async () => expect(await shown.first().getAttribute('aria-label')).toBe(first));
    }
    await search.press('Escape');
    const box = composer(page);
    await box.pressSequentially(':laugh');
    await page.getByRole('option').first().getByText('😂').waitFor();
    await box.fill('');
  });

  it('is to join and to take back a reaction with one click, and everybody sees who reacted', async () => {
    const chip = message(ann.page, 'Tea is ready').getByRole('button', { name: /🍵/ });
    expect(await chip.getAttribute('aria-pressed')).toBe('false');
    await chip.click();
    await message(bob.page, 'Tea is ready')
      .getByRole('button', { name: '🍵, 2 reactions: Bob Okafor and Ann Sørensen' })
      .waitFor();
    expect(await chip.getAttribute('aria-pressed')).toBe('true');
    expect(await chip.getAttribute('title')).toBe('Bob Okafor and Ann Sørensen');
    await chip.click();
    await message(bob.page, 'Tea is ready').getByRole('button', { name: '🍵, 1 reaction: Bob Okafor' }).waitFor();
  });

  it('is to pick an emoji beside it, with the navigation in view', async () => {
    const { page } = bob;
    await message(page, 'Tea is ready').getByRole('button', { name: 'Add a reaction' }).click();
    const picker = page.getByRole('dialog', { name: 'React' });
    await picker.getByRole('searchbox').waitFor();
    const [box, frame] = await Promise.all([picker.boundingBox(), log(page).boundingBox()]);
    expect(box?.x).toBeGreaterThanOrEqual(frame?.x ?? 0);
    await page.keyboard.press('Escape');
    await picker.waitFor({ state: 'detached' });
  });

  it('is to react by keyboard alone, with an emoji that was used before', async () => {
    const { page } = bob;
    await composer(page).press('Shift+Tab');
    await page.keyboard.press('Enter');
    expect(await hasFocus(action(page, 'Tea is ready', 'React'))).toBe(true);
    await page.keyboard.press('Enter');
    await page
      .getByRole('list', { name: 'Recently used' })
      .getByRole('button', { name: /teacup/ })
      .waitFor();
    const search = page.getByRole('searchbox', { name: 'Search emoji' });
    await focused(search);
    await search.fill('party popper');
    await page.getByRole('button', { name: 'party popper' }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await message(ann.page, 'Tea is ready').getByRole('button', { name: '🎉, 1 reaction: Bob Okafor' }).waitFor();
    await focused(action(page, 'Tea is ready', 'React'));
  });

  it('is to react with what was used recently, also after a reload', async () => {
    const { page } = bob;
    await carl.post('tea', 'So is the milk');
    await page.reload();
    await message(page, 'So is the milk').hover();
    await action(page, 'So is the milk', 'React').click();
    const recent = page.getByRole('list', { name: 'Recently used' }).getByRole('button');
    await recent.first().waitFor();
    expect((await recent.allInnerTexts()).toSorted()).toEqual(['🍵', '🎉']);
    await recent.filter({ hasText: '🍵' }).click();
    await message(ann.page, 'So is the milk').getByRole('button', { name: '🍵, 1 reaction: Bob Okafor' }).waitFor();
  });

  it('is to react with the thumb of the picker, shown as one’s own, and to take it back by picking it again', async () => {
    const { page } = bob;
    const thumbs = async () => {
      await message(page, 'So is the milk').hover();
      await action(page, 'So is the milk', 'React').click();
      const search = page.getByRole('searchbox', { name: 'Search emoji' });
      await search.fill('thumbs up');
      await page.getByRole('button', { name: 'thumbs up' }).first().waitFor();
      await search.press('Enter');
    };
    await thumbs();
    await message(ann.page, 'So is the milk').getByRole('button', { name: '👍, 1 reaction: Bob Okafor' }).waitFor();
    const chip = message(page, 'So is the milk').getByRole('button', { name: /👍/ });
    expect(await chip.count()).toBe(1);
    expect(await chip.getAttribute('aria-pressed')).toBe('true');
    await thumbs();
    await eventually(async () =>
      expect(await message(ann.page, 'So is the milk').getByRole('button', { name: /👍/ }).count()).toBe(0),
    );
    expect(await chip.count()).toBe(0);
  });

  it('is to answer it', async () => {
    await message(ann.page, 'Tea is ready').hover();
    await carl.post('tea', 'in between');
    await message(ann.page, 'in between').waitFor();
    await message(ann.page, 'Tea is ready').hover();
    await action(ann.page, 'Tea is ready', 'Reply').click();
    await say(ann.page, 'and the biscuits too');
    const quote = message(bob.page, 'and the biscuits too').getByRole('button', {
      name: /In reply to\s*Ann Sørensen\s*Tea is ready/,
    });
    await quote.waitFor();
    await quote.click();
    await focused(message(bob.page, 'Tea is ready').first());
  });

  it('is to edit the own one, and only that', async () => {
    const { page } = ann;
    await message(page, 'in between').hover();
    await action(page, 'in between', 'Copy link').waitFor();
    expect(await action(page, 'in between', 'Edit').count()).toBe(0);
    await message(page, 'and the biscuits too').hover();
    await action(page, 'and the biscuits too', 'Edit').click();
    const editor = page.getByRole('textbox', { name: 'New text' });
    await editor.fill('and the cake');
    await editor.press('Enter');
    await message(bob.page, 'and the cake').getByText('(edited)').waitFor();
    await focused(composer(page));
  });

  it('is to copy a link that leads to it', async () => {
    const { page } = ann;
    await message(page, 'in between').hover();
    await action(page, 'in between', 'Copy link').click();
    await page.getByText('Link copied.').waitFor();
    const link = await page.evaluate<string>('navigator.clipboard.readText()');
    await page.goto(link);
    await focused(message(page, 'in between'));
  });

  it('is to delete the own one once asked, with the focus back where it was if the answer is no', async () => {
    const { page } = ann;
    const cake = message(page, 'and the cake');
    for (const answer of ['Cancel', 'Delete']) {
      await cake.hover();
      await action(page, 'and the cake', 'Delete').click();
      const question = page.getByRole('alertdialog', { name: 'Delete this message?' });
      await question.waitFor();
      await ann.screenshot('delete');
      await question.getByRole('button', { name: answer }).click();
      if (answer === 'Delete') break;
      await eventually(async () =>
        expect(await cake.evaluate((node) => node.contains(node.ownerDocument.activeElement))).toBe(true),
      );
    }
    await message(bob.page, 'This message was deleted.').waitFor();
    expect(await message(bob.page, 'and the cake').count()).toBe(0);
  });

  it('is to delete those of others for the owner of the room alone', async () => {
    await message(bob.page, 'in between').hover();
    await action(bob.page, 'in between', 'React').waitFor();
    expect(await action(bob.page, 'in between', 'Delete').count()).toBe(0);
    await message(ann.page, 'in between').hover();
    await action(ann.page, 'in between', 'Delete').click();
    await ann.page.getByRole('alertdialog').getByRole('button', { name: 'Delete' }).click();
    await eventually(async () => expect(await message(bob.page, 'in between').count()).toBe(0));
  });

  it('never had an error on the page', () => {
    expect({ ann: ann.complaints, bob: bob.complaints }).toEqual({ ann: [], bob: [] });
  });
});
