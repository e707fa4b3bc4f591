import { PASSWORD } from './api.ts';
import { openStage, type Stage } from './stage.ts';
import { type Language, languages } from './views/view.ts';

describe('a server whose registration is closed', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openStage({ env: { CONFAB_REGISTRATION: 'closed' } });
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
