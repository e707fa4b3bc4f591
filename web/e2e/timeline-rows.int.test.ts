import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { type ApiUser, fillRoom, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { headsOf } from './log-view.ts';
import { openStage, type Stage } from './stage.ts';
import { log, message, openRoom, signIn } from './steps.ts';

describe('what the timeline shows of messages and of those who come and go', () => {
  let stage: Stage;
  let ann: ApiUser;
  let bob: ApiUser;
  let maria: ApiUser;
  let visitor: Visitor;
  let page: Page;

  /** A room of ann's with bob and maria in it, and the ids of what ann says there. */
  const room = (name: string, texts: readonly string[] = []) => fillRoom(ann, { name, members: [bob, maria], texts });

  const open = (name: string) => openRoom(page, name);

  beforeAll(async () => {
    stage = await openStage();
    const { url } = stage.product;
    [ann, bob, maria] = [
      await registerOverApi(url, 'ann'),
      await registerOverApi(url, 'bob'),
      await registerOverApi(url, 'maria'),
    ];
    visitor = await stage.enter('maria');
    page = visitor.page;
    await signIn(page, 'maria', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('puts the messages of an author together, below their day, and breaks them with an answer', async () => {
    const [first] = await room('groups', ['one', 'two']);
    await bob.post('groups', 'three');
    await bob.post('groups', 'an answer', first);
    await maria.readAll('groups');
    await open('groups');
    await message(page, 'an answer').waitFor();
    await log(page).getByText('Today', { exact: true }).waitFor();
    expect(await headsOf(page)).toEqual(['day', true, false, true, true]);
    await message(page, 'an answer')
      .getByRole('button', { name: /In reply to\s*ann\s*one/ })
      .waitFor();
  });

  it('breaks them with the line before what is unread', async () => {
    await room('unread', ['read', 'read too']);
    await maria.call('mutation { markRead(input: { room: "unread", seq: 2 }) { unreadCount } }');
    for (const text of ['unread', 'unread too']) await ann.post('unread', text);
    await open('unread');
    await message(page, 'unread too').waitFor();
    expect(await headsOf(page)).toEqual(['day', true, false, 'unread', true, false]);
  });

  it('shows edited and deleted messages as such, in their quotes too', async () => {
    const [edited = '', deleted = ''] = await room('changes', ['frist', 'a secret']);
    await bob.post('changes', 'about the secret', deleted);
    await open('changes');
    await message(page, 'about the secret').waitFor();
    await ann.edit(edited, 'first');
    await ann.remove(deleted);
    await message(page, 'first').getByText('(edited)').waitFor();
    await message(page, 'about the secret')
      .getByRole('button', { name: /This message was deleted/ })
      .waitFor();
    expect(await log(page).getByText('a secret').count()).toBe(0);
  });

  it('tells in one line who came and went, and each when asked', async () => {
    await room('notices', ['hello']);
    await open('notices');
    await message(page, 'hello').waitFor();
    for (const person of ['carl', 'dora', 'emil', 'fay']) {
      const newcomer = await registerOverApi(stage.product.url, person);
      await newcomer.join('notices');
      await newcomer.leave('notices');
    }
    const summary = 'carl, dora, emil and 1 more joined · carl, dora, emil and 1 more left';
    await log(page).getByText(summary).waitFor();
    await visitor.screenshot('notices');
    await log(page).getByRole('button', { name: 'Show all' }).click();
    await log(page).getByText('fay left', { exact: true }).waitFor();
  });

  it('says of an author that their account is deleted, and leads nowhere from their name', async () => {
    await room('left');
    const gus = await registerOverApi(stage.product.url, 'gus');
    await gus.join('left');
    await gus.post('left', 'I was here');
    await ann.call('mutation { deleteUser(input: { username: "gus" }) }');
    await eventually(async () => {
      await open('left');
      await message(page, 'I was here').getByText('(deleted account)').waitFor({ timeout: 2_000 });
    });
    expect(await message(page, 'I was here').getByRole('link').count()).toBe(0);
  });

  it('never had an error on the page', () => {
    expect(visitor.complaints).toEqual([]);
  });
});
