import { eventually } from '@confab/runtime/testing/eventually';
import type { Act } from '../day.ts';
import type { Page } from '../page/page.ts';
import { choose, entry, log, message, openRoom } from '../steps.ts';

/** How many messages the navigation shows as unread. */
async function unread(page: Page, room: string): Promise<number> {
  const [, count = '0'] =
    /([\d,]+) unread message/.exec((await entry(page, room).tell<string>('(one) => one.textContent')) ?? '') ?? [];
  return Number(count.replaceAll(',', ''));
}

/** What one does with messages of others. */
export function reading(act: Act): void {
  act('opens a room from the navigation at what is unread there', async ({ page }) => {
    expect(await unread(page, 'engineering')).toBe(120);
    await entry(page, 'engineering').click();
    await log(page).text('New messages').shown();
    await page.at('/rooms/engineering');
  });

  act('has read what was on the screen for a second', async ({ page }) => {
    await eventually(async () => expect(await unread(page, 'engineering')).toBeLessThan(120), { timeoutMs: 10_000 });
    expect(await unread(page, 'engineering')).toBeGreaterThan(0);
  });

  act('jumps to the latest, and has read all by Esc', async ({ page }) => {
    await page.role('button', /Jump to latest|new messages?$/).click();
    await page.role('button', /^\d+ unread message/).shown();
    await page.press('Escape');
    await eventually(async () => expect(await unread(page, 'engineering')).toBe(0), { timeoutMs: 10_000 });
  });

  act('marks as unread from a message on', async ({ page }) => {
    const last = log(page).role('article').nth(-1);
    await choose(page, last, 'Mark unread from here');
    await eventually(async () => expect(await unread(page, 'engineering')).toBe(1), { timeoutMs: 10_000 });
    await page.press('Escape');
    await eventually(async () => expect(await unread(page, 'engineering')).toBe(0), { timeoutMs: 10_000 });
  });

  act('scrolls up to what was said before, and stays where it reads', async ({ page }) => {
    await openRoom(page, 'general');
    await log(page).role('article').nth(-1).shown();
    const first = await log(page).role('article').nth(0).content();
    const top = () =>
      log(page).tell<number | null>(`(log) => {
        const row = [...log.querySelectorAll('article')].find((one) => one.innerText.trim() === ${JSON.stringify(first)});
        return row ? Math.round(row.getBoundingClientRect().top) : null;
      }`);
    await log(page).tell('(log) => { log.scrollTop = 0; }');
    await eventually(async () => expect(await log(page).role('article').nth(0).content()).not.toBe(first), {
      timeoutMs: 10_000,
    });
    const seen = await top();
    await eventually(async () => expect(await top()).toBe(seen));
    expect(seen).toBeGreaterThan(0);
  });

  act('sees messages of others as they come, formatted, and HTML as text', async ({ page, user }) => {
    const bob = await user('bob');
    await openRoom(page, 'general');
    await bob.post('general', 'the **kettle** is <b>on</b>, see `tea`');
    const row = message(page, 'kettle is <b>on</b>, see tea');
    await row.css('strong').shown();
    await row.css('code').shown();
    expect(await row.css('b').count()).toBe(0);
  });

  act('sees who is here and who is typing', async ({ page, user }) => {
    const bob = await user('bob');
    await page.role('list', 'Here now').role('button', 'Ann Sørensen').shown();
    await bob.call('mutation { setTyping(input: { room: "general", typing: true }) }');
    await page.text('Bob Okafor is typing…').shown();
  });
}
