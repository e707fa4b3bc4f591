import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { drawn, type Visitor } from './browser.ts';
import { articles, isInView, jump } from './log-view.ts';
import type { Stage } from './stage.ts';
import { log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const line = (page: Page): Locator => log(page).getByText('New messages', { exact: true });
const entry = (page: Page, name: string): Locator =>
  page.getByRole('navigation', { name: 'Rooms and people' }).getByRole('link', { name: new RegExp(`^${name}\\b`) });
const toUnread = (page: Page): Locator => page.getByRole('button', { name: /^\d+ unread message/ });

/** How many messages the navigation shows as unread. */
async function unread(page: Page, name: string): Promise<number> {
  const text = (await entry(page, name).textContent()) ?? '';
  const [, count = '0'] = /(\d+) unread message/.exec(text.replaceAll(',', '')) ?? [];
  return Number(count);
}

const isRead = (page: Page, name: string) => eventually(async () => expect(await unread(page, name)).toBe(0));

async function markUnreadFrom(row: Locator): Promise<void> {
  await row.hover();
  await row.getByRole('button', { name: 'Mark unread from here' }).click();
}

describe('whoever comes back to what they have not read', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    page = ann.page;
    await page.addInitScript({ path: join(import.meta.dirname, 'in-page/desktop.js') });
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  /** Reads some of another room in another tab: as long as that takes, what is shown here could have been read too. */
  async function readMeanwhile(room: string): Promise<void> {
    const before = await unread(page, room);
    expect(before).toBeGreaterThan(0);
    const tab = await ann.context.newPage();
    await openRoom(tab, room);
    await eventually(async () => expect(await unread(tab, room)).toBeLessThan(before));
    await tab.close();
  }

  const look = (gone: boolean) => page.evaluate(`desktop.look(${gone})`);

  it('has read what was on the screen for a second, and finds the rest after a reload', async () => {
    await openRoom(page, 'engineering');
    await eventually(async () => expect(await isInView(line(page))).toBe(true));
    await eventually(async () => expect(await unread(page, 'engineering')).toBeLessThan(120));
    const left = await unread(page, 'engineering');
    expect(left).toBeGreaterThan(95);
    await page.reload();
    await eventually(async () => expect(await isInView(line(page))).toBe(true));
    expect(await unread(page, 'engineering')).toBeGreaterThan(left - 20);
    expect(await unread(page, 'engineering')).toBeGreaterThan(0);
  });

  it('has not read what they jumped over, and is led back to it', async () => {
    await jump(page).click();
    await toUnread(page).waitFor();
    await eventually(async () => expect(await isInView(articles(page).last())).toBe(true));
    const left = await unread(page, 'engineering');
    expect(left).toBeGreaterThan(50);
    await toUnread(page).click();
    await eventually(async () => expect(await isInView(line(page))).toBe(true));
    await toUnread(page).waitFor({ state: 'detached' });
  });

  it('reads all of it by Esc', async () => {
    await page.keyboard.press('Escape');
    await isRead(page, 'engineering');
  });

  it('sees in a room that they never opened where it begins', async () => {
    expect(await unread(page, 'support')).toBe(120);
    await openRoom(page, 'support');
    await eventually(async () => expect(await isInView(line(page))).toBe(true));
    await eventually(async () => expect(await unread(page, 'support')).toBeLessThan(120));
    expect(await unread(page, 'support')).toBeGreaterThan(80);
  });

  it('reads nothing in a window that they do not look at', async () => {
    const before = await unread(page, 'lunch');
    expect(before).toBeGreaterThan(0);
    await page.evaluate('desktop.look(true)');
    await entry(page, 'lunch').click();
    await eventually(async () => expect(await isInView(line(page))).toBe(true));
    await readMeanwhile('random');
    expect(await unread(page, 'lunch')).toBe(before);
    await look(false);
    await eventually(async () => expect(await unread(page, 'lunch')).toBeLessThan(before));
  });

  it('finds the line before what came while they looked elsewhere', async () => {
    await openRoom(page, 'quiet');
    await drawn(page);
    await look(true);
    const admin = await stage.enter('admin');
    await signIn(admin.page, 'admin', WORKSPACE_PASSWORD);
    await openRoom(admin.page, 'quiet');
    const join = admin.page.getByRole('main').getByRole('button', { name: 'Join', exact: true });
    const composer = admin.page.getByRole('textbox', { name: 'Message' });
    await join.or(composer).waitFor();
    if (await join.isVisible()) await join.click();
    await say(admin.page, 'while you were away');
    await message(page, 'while you were away').waitFor();
    await line(page).waitFor();
    await eventually(async () => expect(await unread(page, 'quiet')).toBe(1));
    await look(false);
    await isRead(page, 'quiet');
    await say(admin.page, 'as you look');
    await message(page, 'as you look').waitFor();
    expect(await unread(page, 'quiet')).toBe(0);
    // Left before it was there for a second.
    await say(admin.page, 'too late');
    await message(page, 'too late').waitFor();
    await look(true);
    await eventually(async () => expect(await unread(page, 'quiet')).toBeGreaterThan(0));
    await look(false);
    await isRead(page, 'quiet');
    await admin.context.close();
  });

  it('marks as unread from a message on, which stays so until they come back', async () => {
    await openRoom(page, 'general');
    await articles(page).last().waitFor();
    await page.keyboard.press('Escape');
    await isRead(page, 'general');
    await jump(page).click();
    const row = articles(page).nth(-4);
    await eventually(async () => expect(await isInView(row)).toBe(true));
    const text = await row.textContent();
    await markUnreadFrom(row);
    await eventually(async () => expect(await unread(page, 'general')).toBeGreaterThan(0));
    const left = await unread(page, 'general');
    expect(await line(page).locator('xpath=following-sibling::*[1]').textContent()).toBe(text);
    await readMeanwhile('design');
    expect(await unread(page, 'general')).toBe(left);
    const phone = await stage.enter(VIEWER);
    await signIn(phone.page, VIEWER, WORKSPACE_PASSWORD);
    expect(await unread(phone.page, 'general')).toBe(left);
    await openRoom(phone.page, 'general');
    await line(phone.page).waitFor();
    await isRead(phone.page, 'general');
    await isRead(page, 'general');
    await phone.context.close();
  });

  it('marks a conversation as unread too, and by Esc as read again', async () => {
    await page.goto('/direct/finn');
    await isRead(page, 'Finn');
    await markUnreadFrom(articles(page).filter({ hasText: /finn/i }).last());
    await eventually(async () => expect(await unread(page, 'Finn')).toBeGreaterThan(0));
    await page.keyboard.press('Escape');
    await isRead(page, 'Finn');
  });

  it('has missed nothing in a room that they just joined', async () => {
    await openRoom(page, 'chess');
    await page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
    await entry(page, 'chess').waitFor();
    await isRead(page, 'chess');
    await page.reload();
    await articles(page).last().waitFor();
    expect(await line(page).count()).toBe(0);
  });

  it('never made a script fail', () => expect(ann.complaints).toEqual([]));
});
