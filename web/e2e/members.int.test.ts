import type { Page } from 'playwright-core';
import { PEOPLE } from '../../tooling/workspace/people.ts';
import { type ApiUser, signInOverApi } from './api.ts';
import { violations } from './axe.ts';
import type { Visitor } from './browser.ts';
import { hasFocus } from './keyboard.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { composer, log, openRoom, say, signIn } from './steps.ts';
import { ADMINISTRATOR, openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

describe('the people of a room', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let admin: ApiUser;
  let finn: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    const { url } = stage.product;
    admin = await signInOverApi(url, ADMINISTRATOR, WORKSPACE_PASSWORD);
    finn = await signInOverApi(url, 'finn', WORKSPACE_PASSWORD);
    ann = await stage.enter(VIEWER, { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' });
    page = ann.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 120_000);
  afterAll(() => stage?.close());

  const button = () => page.getByRole('button', { name: 'Members', exact: true });
  const members = () => page.getByRole('list', { name: 'Members' });
  const rows = () => members().getByRole('listitem');
  const called = (name: string) => rows().filter({ has: page.getByRole('button', { name, exact: true }) });
  const shown = () => members().getByRole('button').allTextContents();
  const count = async () => {
    const { room } = await admin.call<{ room: { memberCount: number } }>('{ room(name: "general") { memberCount } }');
    return room.memberCount;
  };

  it('are all in the list beside the log, owners first, then who is online, each by name', async () => {
    await openRoom(page, 'general');
    await button().click();
    await called('Ann Sørensen').waitFor();
    const names = await shown();
    expect(names).toHaveLength(await count());
    expect(names[0]).toBe('Ada Whitfield');
    expect(names.indexOf('Ann Sørensen')).toBe(1);
    expect(await called('Ada Whitfield').textContent()).toContain('Owner');
    // A name has the whole row, the role stands below it.
    const [name, role] = await Promise.all(
      ['.name', '.role'].map((part) => called('Ada Whitfield').locator(part).boundingBox()),
    );
    expect(role?.y).toBeGreaterThan((name?.y ?? 0) + (name?.height ?? 0) / 2);
    expect(await called('Ann Sørensen').textContent()).toContain('online');
    expect(await called('Anna').textContent()).toContain('offline');
    await page.getByRole('heading', { name: `Members (${names.length} people)` }).waitFor();
    await log(page).waitFor();
    expect(await violations(page)).toEqual([]);
  });

  it.each(['sorensen', 'ANN SØR', 'nunez', 'дмитрий', 'release on call'])(
    'are found while one types, by any word of both names: %s',
    async (typed) => {
      await page.getByRole('searchbox', { name: 'Find a member' }).fill(typed);
      const wanted = { s: 'Ann Sørensen', A: 'Ann Sørensen', n: 'Carla Méndez-Núñez', д: 'Дмитрий Соколов' }[
        typed[0] as string
      ];
      const name = wanted ?? 'Release engineering, on call';
      await called(name).waitFor();
      await rows().nth(1).waitFor({ state: 'detached' });
      await page.getByRole('searchbox', { name: 'Find a member' }).fill('');
      await rows().nth(10).waitFor();
    },
  );

  it('follow who leaves and joins, who comes and goes, and which role they have', async () => {
    const before = await count();
    await called('Finn').waitFor();
    await finn.leave('general');
    await called('Finn').waitFor({ state: 'detached' });
    await page.getByRole('heading', { name: `Members (${before - 1} people)` }).waitFor();
    await finn.join('general');
    await called('Finn').waitFor();
    const visitor = await stage.enter('finn');
    await signIn(visitor.page, 'finn', WORKSPACE_PASSWORD);
    await openRoom(visitor.page, 'general');
    await called('Finn').getByText('online', { exact: true }).waitFor();
    await page.getByRole('list', { name: 'Here now' }).getByRole('button', { name: 'Finn', exact: true }).waitFor();
    await visitor.page.goto('/');
    await page
      .getByRole('list', { name: 'Here now' })
      .getByRole('button', { name: 'Finn', exact: true })
      .waitFor({ state: 'detached' });
    // Who left the room is connected all the same: that is what online means.
    expect(await called('Finn').textContent()).toContain('online');
    await admin.call(
      'mutation { setRoomRole(input: { room: "general", username: "finn", role: MODERATOR }) { room { id } } }',
    );
    await called('Finn').getByText('Moderator').waitFor();
    expect((await shown()).indexOf('Finn')).toBe(1);
    await visitor.context.close();
    await called('Finn').getByText('offline', { exact: true }).waitFor({ timeout: 30_000 });
  }, 90_000);

  it('lead to their profiles, and the list closes', async () => {
    await called('Ada Whitfield').getByRole('button').click();
    const profile = page.getByRole('dialog', { name: 'Profile' });
    await profile.getByText('Owner', { exact: true }).waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Close the list of members' }).click();
    await members().waitFor({ state: 'detached' });
  });

  it.each([390, 320])(
    'are in a sheet on a phone of %i px, with who is here, and give way to the profile',
    async (width) => {
      await page.setViewportSize({ width, height: 780 });
      await openRoom(page, 'general');
      expect(await overhang(page)).toEqual([]);
      const bar = await page.getByRole('banner').boundingBox();
      expect(bar?.height).toBe(52);
      expect((await log(page).boundingBox())?.y).toBe(52);
      await button().click();
      const sheet = page.getByRole('dialog', { name: 'Members' });
      await sheet.getByRole('list', { name: 'Here now' }).getByRole('button', { name: 'Ann Sørensen' }).waitFor();
      await called('Bob Okafor').waitFor();
      await sheet.getByText(/^Notifications: /).waitFor();
      expect(await overhang(page)).toEqual([]);
      expect(await violations(page)).toEqual([]);
      await called('Bob Okafor').getByRole('button').click();
      const profile = page.getByRole('dialog', { name: 'Profile' });
      await profile.getByRole('heading', { name: 'Bob Okafor' }).waitFor();
      expect(await sheet.count()).toBe(0);
      const box = await profile.boundingBox();
      expect(Math.round((box?.y ?? 0) + (box?.height ?? 0))).toBe(780);
      await page.keyboard.press('Escape');
      await profile.waitFor({ state: 'detached' });
      expect(await hasFocus(button())).toBe(true);
      await page.setViewportSize({ width: 1440, height: 900 });
    },
  );

  it('are met by an empty room that says what it is and what to do', async () => {
    await openRoom(page, 'empty-for-now');
    await log(page).getByRole('heading', { name: 'Welcome to empty-for-now' }).waitFor();
    await log(page).getByRole('button', { name: 'Write the first message' }).click();
    expect(await hasFocus(composer(page))).toBe(true);
    expect(await composer(page).getAttribute('placeholder')).toBe('Message #empty-for-now');
    await say(page, 'the first one');
    await log(page).getByRole('heading', { name: 'Welcome to empty-for-now' }).waitFor({ state: 'detached' });
    await page.goto('/direct/bob');
    await composer(page).waitFor();
    expect(await composer(page).getAttribute('placeholder')).toBe('Message Bob Okafor');
  });

  it('are called by the names that people see in the settings of the room too', async () => {
    await openRoom(page, 'typography');
    await page.getByRole('button', { name: 'Room settings' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('tab', { name: 'Members' }).click();
    await dialog.getByRole('list', { name: 'Members' }).getByText('Ann Sørensen', { exact: true }).waitFor();
    const buttons = dialog.getByRole('list', { name: 'Members' }).getByRole('button');
    const labels = await buttons.evaluateAll((all) => all.map((one) => one.getAttribute('aria-label')));
    expect(labels.filter((label) => label?.startsWith('Remove ')).length).toBeGreaterThan(5);
    const others = PEOPLE.filter(({ username, displayName = username }) => displayName !== username);
    expect(others.filter(({ username }) => labels.includes(`Remove ${username}`))).toEqual([]);
    await dialog.getByRole('tab', { name: 'Invitations' }).click();
    await dialog.getByRole('combobox', { name: 'Person to invite' }).pressSequentially('carl');
    await dialog.getByRole('option', { name: 'Carla Méndez-Núñez carla' }).waitFor();
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
