import { eventually } from '@confab/runtime/testing/eventually';
import type { Route } from 'playwright-core';
import { PASSWORD, signInOverApi } from './api.ts';
import { intercept, letThrough } from './intercept.ts';
import type { Stage } from './stage.ts';
import { type Language, languages } from './views/view.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

describe('a server whose registration is closed', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openEmptyStage({ env: { CONFAB_REGISTRATION: 'closed' } });
  }, 60_000);
  afterAll(() => stage?.close());

  const openForm = async (name: string, language: Language = 'en') => {
    const visitor = await stage.enter(name, { locale: language });
    await visitor.page.goto('/login');
    await visitor.page.getByRole('button', { name: languages[language].session.createAccount }).click();
    return visitor;
  };

  it('lets the first person in who comes by the link of the start, once', async () => {
    const root = await stage.enter('root');
    await root.page.goto(stage.product.firstInvitation ?? '');
    await root.page.getByText(languages.en.session.invite.first).waitFor();
    await root.page.getByRole('textbox', { name: 'Username' }).fill('root');
    await root.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await root.page.getByRole('button', { name: 'Create account' }).click();
    await root.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    await root.page.goto('/admin');
    await root.page.getByRole('rowheader', { name: 'root' }).waitFor();
    const late = await stage.enter('late');
    await late.page.goto(stage.product.firstInvitation ?? '');
    await late.page.getByRole('alert').filter({ hasText: languages.en.session.invite.useless }).waitFor();
    expect([...root.complaints, ...late.complaints]).toEqual([]);
    await Promise.all([root.context.close(), late.context.close()]);
  });

  it('lets whoever comes by the link of a room sign in, and never changes the form under their hands', async () => {
    const root = await signInOverApi(stage.product.url, 'root');
    await root.createRoom('tea');
    const { createInvitationLink: link } = await root.call<{ createInvitationLink: { url: string } }>(
      'mutation { createInvitationLink(input: { room: "tea" }) { url } }',
    );
    const { page, context, complaints } = await stage.enter('comes-by-link');
    const held: Route[] = [];
    await intercept(page, 'query Registration', (route) => held.push(route));
    await page.goto(link.url);
    await page.getByText('root invites you to the room “tea”.').waitFor();
    await eventually(() => expect(held.length).toBeGreaterThan(0));
    // Whether it is for a new account or not depends on what has not been said yet.
    expect(await page.getByRole('textbox').count()).toBe(0);
    for (const route of held.splice(0)) await route.continue();
    await letThrough(page);
    await page.getByRole('textbox', { name: 'Username' }).fill('root');
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.waitForURL('**/rooms/tea');
    expect(complaints).toEqual([]);
    await context.close();
  });

  it.each(['en', 'ru'] as const)(
    'says so instead of showing a form, and leads back to signing in: %s',
    async (language) => {
      const texts = languages[language].session;
      const { complaints, context, page, screenshot } = await openForm(`visitor-${language}`, language);
      await page.getByRole('status').filter({ hasText: texts.closed }).waitFor();
      expect(await page.getByRole('textbox').count()).toBe(0);
      await screenshot(`registration-closed-${language}`);
      await page.getByRole('button', { name: texts.haveAccount }).press('Enter');
      await page.getByRole('textbox', { name: texts.username }).fill('root');
      await page.getByRole('textbox', { name: texts.password }).fill(PASSWORD);
      await page.getByRole('button', { name: texts.signIn }).click();
      await page.getByRole('heading', { name: languages[language].lobby.title }).waitFor();
      expect(complaints).toEqual([]);
      await context.close();
    },
  );
});
