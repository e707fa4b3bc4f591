import { eventually } from '@confab/runtime/testing/eventually';
import { type ApiUser, PASSWORD } from './api.ts';
import { openTab } from './connection-steps.ts';
import type { Stage } from './stage.ts';
import { composer, enterRoom, log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

describe('what is there as long as the page is', () => {
  let stage: Stage;
  let owner: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    owner = await stage.user('ann');
    await owner.createRoom('tea');
  }, 60_000);
  afterAll(() => stage?.close());

  it('calls today yesterday once it is midnight', async () => {
    const { page, context } = await stage.enter('ann');
    await page.clock.install();
    await signIn(page, 'ann', PASSWORD);
    await enterRoom(page, 'tea');
    await say(page, 'before midnight');
    await message(page, 'before midnight').getByRole('time').waitFor();
    await log(page).getByText('Today', { exact: true }).waitFor();
    const left = await page.evaluate<number>('new Date().setHours(24, 0, 0, 0) - Date.now()');
    await page.clock.fastForward(left + 1_000);
    await log(page).getByText('Yesterday', { exact: true }).waitFor();
    expect(await log(page).getByText('Today', { exact: true }).count()).toBe(0);
    await context.close();
  }, 60_000);

  it('is told why it ends: one signed out in another tab, and is asked before about what one wrote', async () => {
    const ann = await stage.enter('ann');
    const { page } = ann;
    await signIn(page, 'ann', PASSWORD);
    await openRoom(page, 'tea');
    const other = await openTab(ann, '/rooms/tea');
    await composer(page).fill('half a thought');
    const leave = async () => {
      await other.getByRole('button', { name: /^Account/ }).click();
      await other.getByRole('button', { name: 'Sign out' }).click();
    };
    const question = other.getByRole('alertdialog');
    await leave();
    await question.getByText('wasn’t sent from this browser: 1 draft.').waitFor();
    await question.getByRole('button', { name: 'Cancel' }).click();
    await page.route('**/graphql', (route) =>
      route.request().postData()?.includes('PostMessage') ? route.abort() : route.fallback(),
    );
    await other.route('**/graphql', (route) =>
      route.request().postData()?.includes('PostMessage') ? route.abort() : route.fallback(),
    );
    await say(page, 'half a thought');
    await composer(page).fill('and another');
    await eventually(async () => expect(await composer(other).inputValue()).toBe('and another'));
    await message(other, 'half a thought').waitFor();
    await leave();
    await question.getByText('wasn’t sent from this browser: 1 message and 1 draft.').waitFor();
    await question.getByRole('button', { name: 'Discard and sign out' }).click();
    await page.getByRole('status').getByText('You signed out in another tab.').waitFor();
    await other.getByRole('textbox', { name: 'Username' }).waitFor();
    expect(await other.getByText('in another tab').count()).toBe(0);
    await signIn(page, 'ann', PASSWORD);
    await openRoom(page, 'tea');
    expect(await composer(page).inputValue()).toBe('');
    expect(await message(page, 'half a thought').count()).toBe(0);
    expect(ann.complaints).toEqual([]);
    await ann.context.close();
  }, 60_000);

  it('is told so also where the server ends the session before the tab that signs out is heard', async () => {
    const ann = await stage.enter('ann');
    await ann.context.addInitScript(() => {
      const { getItem } = Storage.prototype;
      Storage.prototype.getItem = function (key) {
        return key === 'confab.leaving' ? null : getItem.call(this, key);
      };
      const { postMessage } = BroadcastChannel.prototype;
      BroadcastChannel.prototype.postMessage = function (said) {
        const post = () => postMessage.call(this, said);
        if (this.name === 'confab.session') Object.assign(globalThis, { post });
        else post();
      };
    });
    await signIn(ann.page, 'ann', PASSWORD);
    await openRoom(ann.page, 'tea');
    const other = await openTab(ann, '/rooms/tea');
    await other.getByRole('button', { name: /^Account/ }).click();
    await other.getByRole('button', { name: 'Sign out' }).click();
    await ann.page.getByRole('status').getByText('You’ve been signed out.').waitFor();
    await other.waitForFunction('globalThis.post');
    await other.evaluate('post()');
    await ann.page.getByRole('status').getByText('You signed out in another tab.').waitFor();
    await ann.context.close();
  }, 60_000);
});
