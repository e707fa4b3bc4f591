import { readFileSync } from 'node:fs';
import { eventually } from '@confab/runtime/testing/eventually';
import type { Act } from '../day.ts';
import type { Page } from '../page/page.ts';
import { composer, entry, log, message } from '../steps.ts';

const PHONE = { width: 390, height: 760 };
const OVERHANG = readFileSync(new URL('../../e2e/in-page/overhang.js', import.meta.url), 'utf8').replace(/;\s*$/, '');

const expectNoOverhang = async (page: Page) =>
  eventually(async () => expect(await page.evaluate<string[]>(OVERHANG)).toEqual([]));

/** A page as narrow as a phone. */
export function phone(act: Act): void {
  act('goes through the menu to a room and writes there, in a page as wide as a phone', async ({ newTab }) => {
    const page = await newTab(PHONE);
    await page.open('/');
    await page.role('heading', 'Lobby').shown();
    expect(await page.evaluate<number>('innerWidth')).toBe(PHONE.width);
    await expectNoOverhang(page);
    await page.role('button', /^Menu/).click();
    await expectNoOverhang(page);
    await entry(page, 'lunch').click();
    await page.at('/rooms/lunch');
    await log(page).role('article').nth(-1).shown();
    await expectNoOverhang(page);
    await composer(page).write('from my phone');
    await page.role('button', 'Send').click();
    await message(page, 'from my phone').css('time').shown();
    for (const path of ['/settings', '/direct/bob']) {
      await page.open(path);
      await page.role('heading', path === '/settings' ? 'Settings' : 'Bob Okafor').shown();
      await expectNoOverhang(page);
    }
    await page.close();
  });
}
