import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import type { Stage } from './stage.ts';
import { enterRoom, message, say, signIn } from './steps.ts';
import { ADMINISTRATOR, openWorkspace, VIEWER } from './workspace/open-workspace.ts';

/** Lets the members of a room write in it, or its moderators alone. */
const letPost = (owner: ApiUser, room: string, posting: 'MEMBERS' | 'MODERATORS') =>
  owner.call('mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { room { id } } }', {
    input: { room, posting },
  });

describe('a message that the server refuses', () => {
  let stage: Stage;
  /** The administrator: nobody refuses that one. */
  let owner: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    owner = await stage.user(ADMINISTRATOR);
    ann = await stage.enter(VIEWER);
    await signIn(ann.page, VIEWER, PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('holds nobody up, and waits to be changed, sent again or discarded', async () => {
    const { page, context } = ann;
    await owner.createRoom('notices');
    await enterRoom(page, 'notices');
    // Between the page that still shows the input and the server lies a change of the rights, once all three are written.
    const written = Promise.withResolvers<void>();
    await intercept(context, 'refused', async (route) => {
      await written.promise;
      await letPost(owner, 'notices', 'MODERATORS');
      const answer = await route.fetch();
      await letPost(owner, 'notices', 'MEMBERS');
      return route.fulfill({ response: answer });
    });
    for (const line of ['first, refused', 'second, behind it', 'third, refused']) await say(page, line);
    written.resolve();
    const [failed, other] = [message(page, 'first, refused'), message(page, 'third, refused')];
    for (const each of [failed, other]) await each.getByText('Not sent. You’re not allowed to do this here.').waitFor();
    await message(page, 'second, behind it').getByRole('time').waitFor();
    await ann.screenshot('outbox-failed');
    await failed.getByRole('button', { name: 'Retry' }).click();
    await failed.getByText(/Not sent/).waitFor();
    await other.getByRole('button', { name: 'Discard' }).click();
    await other.waitFor({ state: 'detached' });
    await page.reload();
    await failed.getByRole('button', { name: 'Edit' }).click();
    await page.getByRole('textbox', { name: 'New text' }).fill('first, in other words');
    await page.getByRole('button', { name: 'Send again' }).click();
    await message(page, 'first, in other words').getByRole('time').waitFor();
    await failed.waitFor({ state: 'detached' });
    expect(await owner.messages('notices')).toEqual(['second, behind it', 'first, in other words']);
    await letThrough(context);
  }, 60_000);

  it('is an edit too: it says so, and the text is as it was', async () => {
    const { page } = ann;
    await owner.createRoom('drafts');
    await enterRoom(page, 'drafts');
    await say(page, 'as it was');
    const written = message(page, 'as it was');
    await written.getByRole('time').waitFor();
    await intercept(ann.context, 'EditMessage', async (route) => {
      await owner.call('mutation ($input: RoomUserInput!) { kickFromRoom(input: $input) { room { id } } }', {
        input: { room: 'drafts', username: 'ann' },
      });
      return route.continue();
    });
    await written.hover();
    await page.getByRole('toolbar').getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'New text' }).fill('as it should be');
    await page.getByRole('textbox', { name: 'New text' }).press('Enter');
    const refused = page.getByRole('article').filter({ hasText: 'as it should be' });
    await refused.getByText(/^Your edit wasn’t saved\. /).waitFor();
    await refused.getByRole('button', { name: 'Discard' }).click();
    await refused.waitFor({ state: 'detached' });
    await letThrough(ann.context);
  }, 60_000);

  it('is kept where its room is gone, to be copied or discarded', async () => {
    const { page, context } = ann;
    await owner.createRoom('short-lived');
    await enterRoom(page, 'short-lived');
    await intercept(context, 'PostMessage', async (route) => {
      await owner.call('mutation ($input: RoomInput!) { deleteRoom(input: $input) }', {
        input: { room: 'short-lived' },
      });
      return route.continue();
    });
    await say(page, 'too late');
    const failed = page.getByRole('article').filter({ hasText: 'too late' });
    await failed.getByText(/Not sent\. /).waitFor();
    await page.getByRole('link', { name: 'Back to the lobby' }).waitFor();
    await ann.screenshot('outbox-room-gone');
    await failed.getByRole('button', { name: 'Discard' }).click();
    await failed.waitFor({ state: 'detached' });
    await letThrough(context);
  }, 60_000);

  it('stays so after a reload, and is sent once by a retry, with the key it had', async () => {
    const { page, context } = ann;
    await owner.createRoom('lounge');
    await enterRoom(page, 'lounge');
    const keys: string[] = [];
    await intercept(context, 'PostMessage', async (route) => {
      keys.push(/"idempotencyKey":"([^"]+)"/.exec(route.request().postData() ?? '')?.[1] ?? '');
      if (keys.length === 1) await letPost(owner, 'lounge', 'MODERATORS');
      return route.continue();
    });
    await say(page, 'refused at first');
    const failed = message(page, 'refused at first');
    await failed.getByText(/Not sent/).waitFor();
    await page.reload();
    await failed.getByText(/Not sent/).waitFor();
    await letPost(owner, 'lounge', 'MEMBERS');
    await failed.getByRole('button', { name: 'Retry' }).click();
    await failed.getByRole('time').waitFor();
    expect(await failed.count()).toBe(1);
    expect(await owner.messages('lounge')).toEqual(['refused at first']);
    expect([keys.length, new Set(keys).size]).toEqual([2, 1]);
    await letThrough(context);
  }, 60_000);

  it('never brings an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
