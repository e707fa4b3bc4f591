import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { type ApiUser, fillRoom, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { headsOf } from './log-view.ts';
import type { Stage } from './stage.ts';
import { log, message, openRoom, signIn } from './steps.ts';
import { ADMINISTRATOR, openWorkspace, VIEWER } from './workspace/open-workspace.ts';

describe('what the timeline shows of messages and of those who come and go', () => {
  let stage: Stage;
  let carla: ApiUser;
  let bob: ApiUser;
  let ann: ApiUser;
  let visitor: Visitor;
  let page: Page;

  /** A room of carla's with bob and ann in it, and the ids of what carla says there. */
  const room = (name: string, texts: readonly string[] = []) => fillRoom(carla, { name, members: [bob, ann], texts });

  const open = (name: string) => openRoom(page, name);

  beforeAll(async () => {
    stage = await openWorkspace();
    [carla, bob, ann] = [await stage.user('carla'), await stage.user('bob'), await stage.user(VIEWER)];
    visitor = await stage.enter(VIEWER);
    page = visitor.page;
    await signIn(page, VIEWER, PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('puts the messages of an author together, below their day, and breaks them with an answer', async () => {
    const [first] = await room('groups', ['one', 'two']);
    await bob.post('groups', 'three');
    await bob.post('groups', 'an answer', first);
    await ann.readAll('groups');
    await open('groups');
    await message(page, 'an answer').waitFor();
    await log(page).getByText('Today', { exact: true }).waitFor();
    expect(await headsOf(page)).toEqual(['day', true, false, true, true]);
    await message(page, 'an answer')
      .getByRole('button', { name: /In reply to\s*Carla Méndez-Núñez\s*one/ })
      .waitFor();
  });

  it('breaks them with the line before what is unread', async () => {
    await room('unread', ['read', 'read too']);
    await ann.call('mutation { markRead(input: { room: "unread", seq: 2 }) { unreadCount } }');
    for (const text of ['unread', 'unread too']) await carla.post('unread', text);
    await open('unread');
    await message(page, 'unread too').waitFor();
    expect(await headsOf(page)).toEqual(['day', true, false, 'unread', true, false]);
  });

  it('shows edited and deleted messages as such, in their quotes too', async () => {
    const [edited = '', deleted = ''] = await room('changes', ['frist', 'a secret']);
    await bob.post('changes', 'about the secret', deleted);
    await open('changes');
    await message(page, 'about the secret').waitFor();
    await carla.edit(edited, 'first');
    await carla.remove(deleted);
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
      const newcomer = await stage.user(person);
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
    const gus = await stage.user('gus');
    await gus.join('left');
    await gus.post('left', 'I was here');
    const administrator = await stage.user(ADMINISTRATOR);
    await administrator.call('mutation { deleteUser(input: { username: "gus" }) }');
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
