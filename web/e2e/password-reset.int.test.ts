import { PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { languages } from './views/view.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

const NEW_PASSWORD = 'something new';

describe('a forgotten password in the browser', () => {
  let stage: Stage;
  let root: Visitor;
  let url: string;

  beforeAll(async () => {
    stage = await openEmptyStage();
    await registerOverApi(stage.product.url, 'root');
    await registerOverApi(stage.product.url, 'ann');
    root = await stage.enter('root', { permissions: ['clipboard-read', 'clipboard-write'] });
    await signIn(root.page, 'root', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  const useLink = async (visitor: Visitor, language: 'en' | 'ru' = 'en') => {
    const { session } = languages[language];
    await visitor.page.goto(url);
    await visitor.page.getByRole('textbox', { name: session.reset.password }).fill(NEW_PASSWORD);
    await visitor.page.getByRole('button', { name: session.reset.save }).click();
  };

  it('gets a link from an administrator, who copies it', async () => {
    await root.page.goto('/admin');
    await root.page.getByRole('button', { name: 'Actions for ann' }).click();
    await root.page.getByRole('menuitem', { name: 'Reset link…' }).click();
    const dialog = root.page.getByRole('dialog', { name: 'Reset link for ann' });
    url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(url).toMatch(new RegExp(`^${new URL(root.page.url()).origin}/reset/`));
    await dialog.getByRole('button', { name: 'Copy link' }).click();
    await root.page.getByText('Link copied').waitFor();
    expect(await root.page.evaluate<string>('navigator.clipboard.readText()')).toBe(url);
    await root.screenshot('admin-reset-link');
    expect(root.complaints).toEqual([]);
  });

  it('is replaced at that address, where one is signed in, while the device that was open is not any more', async () => {
    const old = await stage.enter('ann-old');
    await signIn(old.page, 'ann', PASSWORD);
    const ann = await stage.enter('ann');
    await ann.page.goto(url);
    await ann.page.setViewportSize({ width: 320, height: 640 });
    await ann.page.getByRole('textbox', { name: 'New password' }).fill('short');
    await ann.page.getByRole('button', { name: 'Set password' }).click();
    await ann.page.getByRole('alert').filter({ hasText: '8–256' }).waitFor();
    await ann.screenshot('reset-320');
    expect(await overhang(ann.page)).toEqual([]);
    await ann.page.setViewportSize({ width: 1100, height: 760 });
    await useLink(ann);
    await ann.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    expect(new URL(ann.page.url()).pathname).toBe('/');
    await ann.page.reload();
    await ann.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    await old.page.waitForURL('**/login**');
    await signIn(old.page, 'ann', NEW_PASSWORD);
    expect([...ann.complaints, ...old.complaints]).toEqual([]);
  });

  it.each(['en', 'ru'] as const)('is not replaced a second time: the page says what to do: %s', async (language) => {
    const late = await stage.enter(`late-${language}`, { locale: language });
    await useLink(late, language);
    await late.page.getByRole('alert').filter({ hasText: languages[language].session.reset.useless }).waitFor();
    await late.screenshot(`reset-useless-${language}`);
    await late.page.getByRole('link', { name: languages[language].session.signIn }).click();
    await late.page.waitForURL('**/login');
    expect(late.complaints).toEqual([]);
    await late.context.close();
  });
});
