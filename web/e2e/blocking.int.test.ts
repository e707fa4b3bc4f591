import type { Page } from 'playwright-core';
import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { focused } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, message, say, signIn } from './steps.ts';
import { openWorkspace, VIEWER } from './workspace/open-workspace.ts';

describe('blocking somebody in the browser', () => {
  let stage: Stage;
  let bob: ApiUser;
  let cyd: ApiUser;
  let laptop: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    laptop = await stage.enter('laptop');
    page = laptop.page;
    await signIn(page, VIEWER, PASSWORD);
    bob = await stage.user('bob');
    cyd = await stage.user('cyd');
    await bob.write('ann', 'Hello');
  }, 60_000);
  afterAll(() => stage?.close());

  const strip = () => page.getByText('You blocked Bob Okafor. Unblock them to write to them.');
  const menuItem = async (name: string) => {
    await page.getByRole('button', { name: 'Actions for bob' }).click();
    return page.getByRole('menuitem', { name });
  };

  it('asks before it does it, and can be thought better of', async () => {
    await page.goto('/direct/bob');
    await message(page, 'Hello').waitFor();
    await (await menuItem('Block')).click();
    const question = page.getByRole('alertdialog', { name: 'Block Bob Okafor?' });
    await question.getByText('They won’t be told.').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await question.waitFor({ state: 'detached' });
    await composer(page).waitFor();
  });

  it('says so in place of the composer, and shows nothing of what they write', async () => {
    await (await menuItem('Block')).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click();
    await strip().waitFor();
    await composer(page).waitFor({ state: 'detached' });
    await bob.write('ann', 'Rude');
    await bob.call('mutation { setTyping(input: { conversation: "ann", typing: true }) }');
    await cyd.write('ann', 'Good morning');
    const people = page.getByRole('navigation', { name: 'Rooms and people' });
    await people.getByRole('link', { name: /^cyd/ }).waitFor();
    expect(await message(page, 'Rude').count()).toBe(0);
    expect(await page.getByText('is typing').count()).toBe(0);
    await page.reload();
    await strip().waitFor();
    await message(page, 'Hello').waitFor();
    expect(await message(page, 'Rude').count()).toBe(0);
    await laptop.screenshot('direct-blocked');
  });

  it('is undone there: one can write at once, and what they write then arrives', async () => {
    await page.getByRole('main').getByRole('button', { name: 'Unblock' }).click();
    await composer(page).waitFor();
    await say(page, 'Once more');
    await message(page, 'Once more').waitFor();
    await bob.write('ann', 'Sorry');
    await message(page, 'Sorry').waitFor();
    expect(await message(page, 'Rude').count()).toBe(0);
  });

  it('is listed in the settings, and undone there', async () => {
    await (await menuItem('Block')).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click();
    await strip().waitFor();
    await page.goto('/settings');
    const list = page.getByRole('list', { name: 'Blocked people' });
    await list.getByRole('listitem').filter({ hasText: 'bob' }).waitFor();
    await list.getByRole('button', { name: 'Unblock bob' }).press('Enter');
    await list.getByText('You haven’t blocked anyone.').waitFor();
    await focused(list);
    await page.goto('/direct/bob');
    await composer(page).waitFor();
  });

  it('leaves what was written meanwhile “sent”, whatever is read later, in a page that stays open too', async () => {
    const dora = await stage.user('dora-b');
    await stage.user('emil-b');
    const emil = await stage.enter('emil-b');
    await signIn(emil.page, 'emil-b', PASSWORD);
    await emil.page.goto('/direct/dora-b');
    const read = () => dora.call('mutation { markRead(input: { conversation: "emil-b", seq: 9 }) { lastReadSeq } }');
    const reaches = (text: string, status: string) =>
      message(emil.page, text).getByText(status, { exact: true }).waitFor();
    await say(emil.page, 'Hello');
    await reaches('Hello', 'Sent');
    await read();
    await reaches('Hello', 'Read');
    await dora.call('mutation { blockUser(input: { username: "emil-b" }) }');
    await say(emil.page, 'Rude');
    await reaches('Rude', 'Sent');
    await dora.call('mutation { unblockUser(input: { username: "emil-b" }) }');
    await say(emil.page, 'Sorry');
    await reaches('Sorry', 'Sent');
    await read();
    await reaches('Sorry', 'Read');
    await reaches('Rude', 'Sent');
    await emil.page.reload();
    await reaches('Sorry', 'Read');
    await reaches('Rude', 'Sent');
    expect(emil.complaints).toEqual([]);
  });

  it('is known in another browser', async () => {
    const phone = await stage.enter('phone', { viewport: { width: 320, height: 640 } });
    await signIn(phone.page, 'ann', PASSWORD);
    await (await menuItem('Block')).click();
    await page.getByRole('alertdialog').getByRole('button', { name: 'Block' }).click();
    await strip().waitFor();
    await phone.page.goto('/direct/bob');
    await phone.page.getByText('You blocked Bob Okafor.').waitFor();
    await phone.page.getByRole('button', { name: 'Actions for bob' }).click();
    await phone.page.getByRole('menuitem', { name: 'Unblock' }).click();
    await composer(phone.page).waitFor();
    expect([...laptop.complaints, ...phone.complaints]).toEqual([]);
  });
});
