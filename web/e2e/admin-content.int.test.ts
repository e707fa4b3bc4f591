import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator } from 'playwright-core';
import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { enterRoom, log, message, say, signIn } from './steps.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

describe('administration of rooms and messages', () => {
  let stage: Stage;
  let ann: ApiUser;
  let root: Visitor;
  let reader: Visitor;

  beforeAll(async () => {
    stage = await openEmptyStage();
    const { url } = stage.product;
    await registerOverApi(url, 'root');
    ann = await registerOverApi(url, 'ann');
    await ann.createRoom('tea', { topic: 'green or black' });
    await ann.createRoom('den', { visibility: 'PRIVATE' });
    await ann.post('tea', 'something rude about kettles');
    await ann.post('tea', 'to be deleted soon');
    await ann.post('den', 'behind a closed door');
    await registerOverApi(url, 'bob').then((bob) => ann.write('bob', 'kettles between us').then(() => bob.join('tea')));
    [root, reader] = await Promise.all([stage.enter('root'), stage.enter('bob')]);
    await signIn(root.page, 'root', PASSWORD);
    await signIn(reader.page, 'bob', PASSWORD);
    await reader.page.goto('/rooms/tea');
    await message(reader.page, 'something rude').waitFor();
  }, 90_000);
  afterAll(() => stage?.close());

  const row = (text: string): Locator => root.page.getByRole('row').filter({ hasText: text });
  const act = async (text: string, action: string) => {
    await row(text)
      .getByRole('button', { name: /^Actions for/ })
      .click();
    await root.page.getByRole('menuitem', { name: action }).click();
  };

  it('lists rooms, private ones too, and filters them', async () => {
    const { page } = root;
    await page.goto('/admin/rooms');
    await row('den').waitFor();
    await row('tea').filter({ hasText: 'green or black' }).waitFor();
    await page.getByRole('combobox', { name: 'Visibility' }).selectOption('Private');
    await row('tea').waitFor({ state: 'detached' });
    await page.getByRole('combobox', { name: 'Visibility' }).selectOption('Public and private');
    await page.getByRole('searchbox').fill('te');
    await row('den').waitFor({ state: 'detached' });
    await root.screenshot('admin-rooms');
  });

  it('changes a room by its settings', async () => {
    const { page } = root;
    await act('tea', 'Room settings');
    const settings = page.getByRole('dialog', { name: 'tea settings' });
    await settings.getByRole('textbox', { name: 'Topic' }).fill('white');
    await settings.getByRole('button', { name: 'Save' }).click();
    await reader.page.getByText('white').first().waitFor();
    await page.keyboard.press('Escape');
    await row('tea').filter({ hasText: 'white' }).waitFor();
  });

  it('sorts messages by their time, either way round', async () => {
    const { page } = root;
    await page.goto('/admin/messages');
    await row('behind a closed door').waitFor();
    const sent = page.getByRole('columnheader', { name: 'Sent' });
    const texts = () => page.getByRole('rowheader').allTextContents();
    const newestFirst = ['behind a closed door', 'to be deleted soon', 'something rude about kettles'];
    await eventually(async () => expect(await texts()).toEqual(newestFirst));
    expect(await sent.getAttribute('aria-sort')).toBe('descending');
    await sent.getByRole('button').click();
    await eventually(async () => expect(await texts()).toEqual(newestFirst.toReversed()));
    expect(await sent.getAttribute('aria-sort')).toBe('ascending');
    await sent.getByRole('button').click();
    await eventually(async () => expect(await texts()).toEqual(newestFirst));
  });

  it('finds a message by its words, edits it, and everybody sees the change', async () => {
    const { page } = root;
    await page.goto('/admin/messages');
    await row('behind a closed door').waitFor();
    await page.getByRole('searchbox', { name: 'Find by words' }).fill('rude kettle');
    await row('something rude').waitFor();
    await row('closed door').waitFor({ state: 'detached' });
    expect(await page.getByText('between us').count()).toBe(0);
    await act('something rude', 'Edit message');
    await page.getByRole('textbox', { name: 'Message' }).fill('something kind about kettles');
    await page.getByRole('button', { name: 'Save' }).click();
    await row('something kind').filter({ hasText: 'edited by root' }).waitFor();
    await root.screenshot('admin-messages');
    await message(reader.page, 'something kind about kettles').waitFor();
  });

  it('deletes a message after a question', async () => {
    const { page } = root;
    await page.getByRole('searchbox', { name: 'Find by words' }).fill('deleted soon');
    await act('to be deleted soon', 'Delete message');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete message' }).click();
    await message(reader.page, 'to be deleted soon').waitFor({ state: 'detached' });
    await page.getByRole('searchbox', { name: 'Find by words' }).fill('');
    await eventually(async () => {
      await page.getByRole('combobox', { name: 'State' }).selectOption('Not deleted');
      await page.getByRole('combobox', { name: 'State' }).selectOption('Deleted');
      await row('Deleted').filter({ hasText: 'ann' }).waitFor({ timeout: 2_000 });
    });
    expect(await page.getByText('to be deleted soon').count()).toBe(0);
  });

  it('leads from a message to the room', async () => {
    const { page } = root;
    await page.getByRole('combobox', { name: 'State' }).selectOption('Not deleted');
    await act('something kind', 'Show in room');
    await log(page).getByText('something kind about kettles').waitFor();
  });

  it('deletes a room, which closes for those who read it', async () => {
    const { page } = root;
    await page.goto('/admin/rooms');
    await act('tea', 'Delete room');
    await page.getByRole('alertdialog').getByRole('button', { name: 'Delete room' }).click();
    await row('tea').waitFor({ state: 'detached' });
    await reader.page.getByText('This room was deleted.').waitFor();
  });

  it('sorts rooms by who is there, and turns their pages forth and back', async () => {
    const { page } = root;
    for (let n = 1; n <= 50; n += 1) await ann.createRoom(`room-${String(n).padStart(2, '0')}`);
    await enterRoom(reader.page, 'room-30');
    await page.goto('/admin/rooms');
    await row('den').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(50);
    await page.getByRole('button', { name: 'Next' }).click();
    await row('room-50').waitFor();
    expect(await page.getByRole('rowheader').count()).toBe(1);
    expect(await page.getByRole('button', { name: 'Next' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Previous' }).click();
    await page.getByRole('rowheader').first().filter({ hasText: 'den' }).waitFor();
    await page.getByRole('button', { name: 'Here now' }).click();
    await page.getByRole('rowheader').first().filter({ hasText: 'room-30' }).waitFor();
    expect(await page.getByRole('columnheader', { name: 'Here now' }).getAttribute('aria-sort')).toBe('descending');
    await page.getByRole('button', { name: 'Room', exact: true }).click();
    await page.getByRole('rowheader').first().filter({ hasText: 'den' }).waitFor();
  });

  it('filters messages by their room and author, and turns their pages forth and back', async () => {
    const { page } = root;
    for (let n = 1; n <= 60; n += 1) await ann.post('room-01', `line ${n} of ann`);
    await reader.page.goto('/rooms/room-30');
    await say(reader.page, 'a word of bob');
    await message(reader.page, 'a word of bob').waitFor();
    // A message is listed a moment after it was posted.
    await eventually(async () => {
      await page.goto('/admin/messages');
      await page.getByRole('rowheader').first().waitFor();
      expect(await row('a word of bob').count()).toBe(1);
    });
    const texts = () => page.getByRole('rowheader').allInnerTexts();
    await page.getByRole('searchbox', { name: 'Author' }).fill('ann');
    await row('a word of bob').waitFor({ state: 'detached' });
    expect(await texts()).toEqual(Array.from({ length: 50 }, (_, n) => `line ${60 - n} of ann`));
    await page.getByRole('button', { name: 'Next' }).click();
    await row('line 10 of ann').waitFor();
    expect((await texts()).slice(0, 11)).toEqual([
      ...Array.from({ length: 10 }, (_, n) => `line ${10 - n} of ann`),
      'behind a closed door',
    ]);
    await page.getByRole('button', { name: 'Previous' }).click();
    await row('line 60 of ann').waitFor();
    await page.getByRole('searchbox', { name: 'Room' }).fill('den');
    await row('line 60 of ann').waitFor({ state: 'detached' });
    expect(await texts()).toEqual(['behind a closed door']);
    await page.getByRole('searchbox', { name: 'Author' }).fill('bob');
    await page.getByText('No results').waitFor();
    await page.getByRole('searchbox', { name: 'Room' }).fill('room-30');
    await row('a word of bob').waitFor();
    expect(await texts()).toEqual(['a word of bob']);
  });

  it('deletes nothing of what was asked about and cancelled', async () => {
    const { page } = root;
    const cancel = async () => {
      await page.getByRole('alertdialog').getByRole('button', { name: 'Cancel' }).click();
      await page.getByRole('alertdialog').waitFor({ state: 'hidden' });
    };
    await act('a word of bob', 'Delete message');
    await cancel();
    await page.reload();
    await row('a word of bob').waitFor();
    await page.goto('/admin/rooms');
    const before = await row('room-30').textContent();
    await act('room-30', 'Delete room');
    await cancel();
    await page.reload();
    await row('room-30').waitFor();
    expect(await row('room-30').textContent()).toBe(before);
    expect(await message(reader.page, 'a word of bob').count()).toBe(1);
  });

  it('never had an error on the page', () => {
    expect({ root: root.complaints, reader: reader.complaints }).toEqual({ root: [], reader: [] });
  });
});
