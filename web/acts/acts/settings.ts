import { eventually } from '@confab/runtime/testing/eventually';
import type { Act } from '../day.ts';
import type { Page } from '../page/page.ts';
import type { Part } from '../page/part.ts';
import { composer, navigation, openAccount, openRoom, tell } from '../steps.ts';

const look = (page: Page) => page.evaluate<string>('getComputedStyle(document.body).backgroundColor');
const DEVICES = { Chromium: /^Chrom/, Firefox: /^Firefox/, WebKit: /^Safari|^WebKit|^Epiphany|^GNOME/ };

/** How one has it. */
export function settings(act: Act): void {
  act('has it dark, also after a reload, and light again', async ({ page }) => {
    await openRoom(page, 'lunch');
    await openAccount(page);
    await page.css('label').having('Light').click();
    const light = await look(page);
    await page.css('label').having('Dark').click();
    await eventually(async () => expect(await look(page)).not.toBe(light));
    const dark = await look(page);
    await page.reload();
    await composer(page).shown();
    expect(await look(page)).toBe(dark);
    await openAccount(page);
    await page.css('label').having('Light').click();
    await eventually(async () => expect(await look(page)).toBe(light));
  });

  act('sees a choice as high as the fields beside it, and a box that the engine does not draw', async ({ page }) => {
    await page.open('/settings');
    const height = (part: Part) => part.tell<number>('(field) => Math.round(field.getBoundingClientRect().height)');
    const choice = await height(page.role('main').role('combobox', 'Language'));
    expect(choice).toBe(await height(page.role('textbox', 'Display name')));
    await page.open('/');
    const box = page.role('checkbox', 'Show archived rooms');
    expect(await box.tell<string>('(one) => getComputedStyle(one).appearance')).toBe('none');
  });

  act('has it in Russian, also after a reload, and in English again', async ({ page }) => {
    await page.open('/settings');
    await page.role('main').role('combobox', 'Language').choose('ru');
    await page.role('heading', 'Настройки').shown();
    await page.reload();
    await page.role('main').role('combobox', 'Язык').choose('en');
    await page.role('heading', 'Settings').shown();
  });

  act('finds this browser among the signed-in devices, by its name', async ({ page, engine }) => {
    await page.role('list', 'Signed-in devices').role('listitem').having('This device').shown();
    const device = await page.role('list', 'Signed-in devices').role('listitem').having('This device').content();
    expect(device).toMatch(DEVICES[engine]);
  });

  act('is called otherwise as soon as that is saved', async ({ page }) => {
    await page.role('textbox', 'Display name').write('Dr. Sørensen');
    await page.role('button', 'Save').click();
    await page.text('Profile saved.').shown();
    await page.role('button', 'Account: Dr. Sørensen').shown();
    await navigation(page)
      .role('link', /^lunch/)
      .click();
    await (await tell(page, 'signed with my name')).having('Dr. Sørensen').shown();
  });
}
