import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { openStage, type Stage } from './stage.ts';
import { createAccount, enterRoom, message, say } from './steps.ts';

/** Lets the members of a room write in it, or its moderators alone. */
const letPost = (owner: ApiUser, room: string, posting: 'MEMBERS' | 'MODERATORS') =>
  owner.call('mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { room { id } } }', {
    input: { room, posting },
  });

describe('a message that the server refuses', () => {
  let stage: Stage;
  /** The first account, which is the administrator's: nobody refuses that one. */
  let owner: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openStage();
    owner = await registerOverApi(stage.product.url, 'owner');
    ann = await stage.enter('ann');
    await createAccount(ann.page, 'ann', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('holds back what follows, until it is retried or discarded', async () => {
    const { page, context } = ann;
    await owner.createRoom('notices');
    await enterRoom(page, 'notices');
    let held = Promise.resolve();
    // Between the page that still shows the input and the server lies a change of the rights.
    await intercept(context, 'PostMessage', async (route) => {
      await letPost(owner, 'notices', 'MODERATORS');
      await held;
      return route.continue();
    });
    await say(page, 'first, refused');
    const failed = message(page, 'first, refused');
    await failed.getByText('Not sent: You don’t have permission to do that.').waitFor();
    await ann.screenshot('outbox-failed');
    const { promise, resolve } = Promise.withResolvers<void>();
    held = promise;
    await failed.getByRole('button', { name: 'Retry' }).click();
    await failed.getByText('Sending…').waitFor();
    resolve();
    await failed.getByText(/Not sent/).waitFor();
    await letThrough(context);
    await letPost(owner, 'notices', 'MEMBERS');
    await say(page, 'second, behind it');
    const second = message(page, 'second, behind it');
    await second.getByText('Sending…').waitFor();
    expect(await owner.messages('notices')).toEqual([]);
    await failed.getByRole('button', { name: 'Discard' }).click();
    await failed.waitFor({ state: 'detached' });
    await second.getByText('Sending…').waitFor({ state: 'detached' });
    expect(await owner.messages('notices')).toEqual(['second, behind it']);
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
