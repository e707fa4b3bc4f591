import { type ApiUser, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { type Language, languages } from './views/view.ts';
import { ADMINISTRATOR, openWorkspace } from './workspace/open-workspace.ts';

describe('whoever is banned from the server while signed in', () => {
  let stage: Stage;
  let root: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    root = await stage.user(ADMINISTRATOR);
  }, 60_000);
  afterAll(() => stage?.close());

  /** Somebody with an account, signed in. */
  async function arrive(name: string, language: Language = 'en'): Promise<Visitor> {
    await stage.user(name);
    const visitor = await stage.enter(name, { locale: language });
    await signIn(visitor.page, name, PASSWORD, languages[language]);
    return visitor;
  }

  const ban = (username: string, reason?: string) =>
    root.call('mutation ($input: BanUserInput!) { banUser(input: $input) { user { id } } }', {
      input: { username, reason },
    });

  it.each([
    ['en', 'This account is banned. Reason: spam'],
    ['ru', 'Эта учётная запись забанена. Причина: spam'],
  ] as const)('is led to the sign-in page in every tab and told why, in their language: %s', async (language, told) => {
    const visitor = await arrive(`ann-${language}`, language);
    const { context, page } = visitor;
    const other = await context.newPage();
    await other.goto('/');
    await other.getByRole('textbox', { name: languages[language].lobby.roomName }).waitFor();
    await ban(visitor.name, 'spam');
    for (const tab of [page, other]) {
      await tab.waitForURL('**/login**');
      await tab.getByRole('status').filter({ hasText: told }).waitFor();
      expect((await tab.getByRole('alert').allTextContents()).filter(Boolean)).toEqual([]);
    }
    await visitor.screenshot(`banned-${language}`);
    await page.reload();
    await page.getByRole('status').filter({ hasText: told }).waitFor();
    expect(visitor.complaints).toEqual([]);
    await context.close();
  });

  it('is told so, without a reason where none was given, when they come back to a page that was without a network', async () => {
    const { context, name, page } = await arrive('bob');
    await context.setOffline(true);
    await page.getByRole('status', { name: 'Connection' }).waitFor();
    await ban(name);
    await context.setOffline(false);
    await page.getByRole('status').filter({ hasText: languages.en.session.banned }).waitFor();
    await context.close();
  });

  it('is told no more of it once the ban is lifted', async () => {
    const { context, name, page } = await arrive('carol');
    await ban(name, 'a mistake');
    await page.getByRole('status').filter({ hasText: 'a mistake' }).waitFor();
    await root.call('mutation ($input: UserInput!) { unbanUser(input: $input) { user { id } } }', {
      input: { username: name },
    });
    await page.reload();
    await page.getByRole('textbox', { name: 'Username' }).waitFor();
    expect(await page.getByRole('status').count()).toBe(0);
    await signIn(page, name, PASSWORD, languages.en);
    await context.close();
  });
});
