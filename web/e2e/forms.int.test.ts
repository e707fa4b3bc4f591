import type { Locator, Page } from 'playwright-core';
import { registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { languages } from './views/view.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const { session, error, lobby } = languages.en;
const unreachable = `${error.NETWORK.what} ${error.NETWORK.next}`;

const field = (page: Page, name: string): Locator => page.getByRole('main').getByRole('textbox', { name, exact: true });

/** What a field says of itself: whether it is marked, and what it is described by. */
async function told(input: Locator): Promise<{ invalid: boolean; text: string | null }> {
  const [invalid, help] = [await input.getAttribute('aria-invalid'), await input.getAttribute('aria-describedby')];
  const text = help && (await input.page().locator(`[id="${help}"]`).textContent());
  return { invalid: invalid === 'true', text };
}

describe('what is wrong with a form', () => {
  let stage: Stage;
  let stranger: Visitor;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    [stranger, ann] = await Promise.all([stage.enter('stranger'), stage.enter(VIEWER)]);
    await signIn(ann.page, VIEWER, WORKSPACE_PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  async function register(username: string, password: string): Promise<void> {
    const { page } = stranger;
    await page.goto('/login');
    await page.getByRole('button', { name: session.createAccount }).click();
    await field(page, session.username).fill(username);
    await field(page, session.password).fill(password);
    await page.getByRole('button', { name: session.createAccount }).click();
    await page.getByRole('alert').first().waitFor();
  }

  it.each([
    ['two words', WORKSPACE_PASSWORD, session.badUsername, null],
    ['bob', WORKSPACE_PASSWORD, session.taken, null],
    ['a-new-name', 'short', null, session.badPassword],
    ['two words', 'short', session.badUsername, session.badPassword],
  ])('is said at the field that it is about: %s, %s', async (username, password, ofName, ofPassword) => {
    await register(username, password);
    const { page } = stranger;
    const name = { invalid: ofName !== null, text: ofName ?? session.usernameHint };
    const secret = { invalid: ofPassword !== null, text: ofPassword ?? session.passwordHint };
    expect(await told(field(page, session.username))).toEqual(name);
    expect(await told(field(page, session.password))).toEqual(secret);
  });

  it('is said of no field where it is about none: a wrong pair of name and password', async () => {
    const { page } = stranger;
    await page.goto('/login');
    await field(page, session.username).fill(VIEWER);
    await field(page, session.password).fill('not the password');
    await page.getByRole('button', { name: session.signIn }).click();
    await page.getByRole('alert').filter({ hasText: session.wrong }).waitFor();
    await page.getByText(session.forgot).waitFor();
    for (const name of [session.username, session.password]) {
      expect(await told(field(page, name))).toEqual({ invalid: false, text: null });
    }
  });

  it.each([
    {
      what: 'the display name',
      operation: 'UpdateProfile',
      async send(page: Page) {
        await page.goto('/settings');
        await page.getByRole('button', { name: 'Save', disabled: true }).waitFor();
        await field(page, 'Display name').fill('Ann S.');
        await page.getByRole('button', { name: 'Save' }).click();
      },
    },
    {
      what: 'the password',
      operation: 'ChangePassword',
      async send(page: Page) {
        await page.goto('/settings');
        await field(page, 'Current password').fill(WORKSPACE_PASSWORD);
        await field(page, 'New password').fill('better horse battery');
        await page.getByRole('button', { name: 'Change password' }).click();
      },
    },
    {
      what: 'the room to join',
      operation: 'JoinRoom',
      async send(page: Page) {
        await page.goto('/');
        await field(page, lobby.roomName).fill('chess');
        await page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
      },
    },
  ])('is said of no field where the server can not be reached: $what', async ({ operation, send }) => {
    const { page } = ann;
    await intercept(page, operation, (route) => route.abort());
    await send(page);
    await page.getByRole('main').getByRole('alert').filter({ hasText: unreachable }).waitFor();
    expect(await page.locator('[aria-invalid="true"]').count()).toBe(0);
    await letThrough(page);
  });

  it('is said at the field of a new password, whatever the link is worth', async () => {
    const admin = await stage.user('admin');
    await registerOverApi(stage.product.url, 'forgetful');
    const { createPasswordReset } = await admin.call<{ createPasswordReset: { url: string } }>(
      'mutation { createPasswordReset(input: { username: "forgetful" }) { url } }',
    );
    const { page } = stranger;
    await page.goto(createPasswordReset.url);
    const password = field(page, session.reset.password);
    await password.fill('short');
    await page.getByRole('button', { name: session.reset.save }).click();
    await page.getByRole('alert').waitFor();
    expect(await told(password)).toEqual({ invalid: true, text: session.badPassword });
    await intercept(page, 'ResetPassword', (route) => route.abort());
    await password.fill('a good password');
    await page.getByRole('button', { name: session.reset.save }).click();
    await page.getByRole('alert').filter({ hasText: unreachable }).waitFor();
    expect(await told(password)).toEqual({ invalid: false, text: session.passwordHint });
    await letThrough(page);
  });

  it('is said of oneself among the people to invite', async () => {
    const { page } = ann;
    await page.goto('/');
    await page.getByRole('button', { name: lobby.create }).click();
    const people = page.getByRole('dialog').getByRole('combobox', { name: lobby.people });
    await people.fill('Ann');
    await page.getByRole('dialog').getByRole('button', { name: lobby.add, exact: true }).click();
    await page.getByRole('alert').filter({ hasText: lobby.yourself }).waitFor();
    expect(await told(people)).toEqual({ invalid: true, text: lobby.yourself });
  });

  it('never brings an error on the page', () => {
    expect([...stranger.complaints, ...ann.complaints]).toEqual([]);
  });
});
