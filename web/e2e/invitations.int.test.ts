import { PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { languages } from './views/view.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

describe('a server that one enters by invitation', () => {
  let stage: Stage;
  let root: Visitor;
  let url: string;

  beforeAll(async () => {
    stage = await openEmptyStage({ env: { CONFAB_REGISTRATION: 'invitation' } });
    await registerOverApi(stage.product.url, 'root', stage.product.firstInvitation);
    root = await stage.enter('root');
    await signIn(root.page, 'root', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('keeps out who has none, and says whom to ask', async () => {
    const stranger = await stage.enter('stranger');
    await stranger.page.goto('/login');
    await stranger.page.getByRole('button', { name: 'Create account' }).click();
    await stranger.page.getByRole('status').filter({ hasText: languages.en.session.byInvitation }).waitFor();
    expect(await stranger.page.getByRole('textbox').count()).toBe(0);
    await stranger.context.close();
  });

  it('has links that an administrator makes', async () => {
    await root.page.goto('/admin');
    await root.page.getByRole('button', { name: 'Invite people…' }).click();
    const dialog = root.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('spinbutton', { name: 'Number of accounts' }).fill('1');
    await dialog.getByRole('button', { name: 'Create link' }).click();
    url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    expect(url).toMatch(new RegExp(`^${new URL(root.page.url()).origin}/invite/`));
    await root.screenshot('admin-invite-link');
    await root.page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'hidden' });
  });

  it('lets in who opens one: the page says who invites', async () => {
    const ann = await stage.enter('ann');
    await ann.page.setViewportSize({ width: 320, height: 640 });
    await ann.page.goto(url);
    await ann.page.getByText('root invites you to this server.').waitFor();
    await ann.screenshot('invite-320');
    expect(await overhang(ann.page)).toEqual([]);
    await ann.page.getByRole('textbox', { name: 'Username' }).fill('ann');
    await ann.page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await ann.page.getByRole('button', { name: 'Create account' }).click();
    await ann.page.getByRole('textbox', { name: 'Room name' }).waitFor();
    expect(new URL(ann.page.url()).pathname).toBe('/');
    expect(ann.complaints).toEqual([]);
  });

  it.each(['en', 'ru'] as const)('says of a link that is used up that it works no more: %s', async (language) => {
    const late = await stage.enter(`late-${language}`, { locale: language });
    await late.page.goto(url);
    await late.page.getByRole('alert').filter({ hasText: languages[language].session.invite.useless }).waitFor();
    await late.context.close();
  });

  it('takes a link back', async () => {
    await root.page.getByRole('button', { name: 'Invite people…' }).click();
    const dialog = root.page.getByRole('dialog', { name: 'Invite people' });
    await dialog.getByRole('button', { name: 'Create link' }).click();
    url = await dialog.getByRole('textbox', { name: 'Link' }).inputValue();
    await dialog.getByRole('button', { name: 'Revoke' }).click();
    await dialog.getByRole('status').filter({ hasText: 'no longer works' }).waitFor();
    const bob = await stage.enter('bob');
    await bob.page.goto(url);
    await bob.page.getByRole('alert').filter({ hasText: languages.en.session.invite.useless }).waitFor();
    expect([...root.complaints, ...bob.complaints]).toEqual([]);
  });
});
