import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { hasFocus } from './keyboard.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { composer, signIn } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { ANN, languages } from './views/view.ts';

const theme = (who: Visitor): Promise<string> => who.page.evaluate('getComputedStyle(document.body).colorScheme');
const ground = (who: Visitor): Promise<string> => who.page.evaluate('getComputedStyle(document.body).backgroundColor');

describe('the layout', () => {
  let stage: Stage;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openFurnishedStage();
    ann = await stage.enter('ann');
    await signIn(ann.page, 'ann', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('keeps the composer in view at 200 % zoom of a small laptop', async () => {
    await ann.page.setViewportSize({ width: 640, height: 360 });
    await ann.page.goto('/rooms/tea');
    await composer(ann.page).waitFor();
    const box = await composer(ann.page).boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThanOrEqual(360);
  });

  it.each(['/', '/rooms/tea', '/direct/bob', '/settings', '/admin'])(
    'takes text of twice the size without scrolling sideways: %s',
    async (path) => {
      const { page } = ann;
      await page.setViewportSize({ width: 1280, height: 760 });
      await page.goto(path);
      await page.getByRole('navigation', { name: 'Rooms and people' }).waitFor();
      await page.evaluate('document.documentElement.style.fontSize = "200%"');
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(await overhang(page)).toEqual([]);
    },
  );

  it('has a drawer on phones: the focus stays inside, Esc closes it, the focus returns', async () => {
    const { page } = ann;
    await page.setViewportSize({ width: 390, height: 780 });
    await page.goto('/rooms/tea');
    await composer(page).waitFor();
    const button = page.getByRole('button', { name: /^Menu/ });
    await button.focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog', { name: 'Confab' });
    await drawer.getByRole('navigation', { name: 'Rooms and people' }).waitFor();
    for (let i = 0; i < 15; i += 1) {
      await page.keyboard.press('Tab');
      expect(await drawer.evaluate((element) => element.contains(element.ownerDocument.activeElement))).toBe(true);
    }
    await page.keyboard.press('Escape');
    await drawer.waitFor({ state: 'detached' });
    expect(await hasFocus(button)).toBe(true);

    await button.click();
    await drawer.waitFor();
    await page.setViewportSize({ width: 1100, height: 780 });
    await drawer.waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 390, height: 780 });
    await button.waitFor();
    expect(await drawer.count()).toBe(0);

    await button.click();
    await drawer.getByRole('link', { name: /^quiet/ }).click();
    await drawer.waitFor({ state: 'detached' });
    await page.waitForURL('**/rooms/quiet');
  });

  it('follows the theme of the system, and the user’s own before anything is painted', async () => {
    const { page } = ann;
    await page.setViewportSize({ width: 1100, height: 760 });
    await page.goto('/');
    await page.emulateMedia({ colorScheme: 'light' });
    const light = await ground(ann);
    await page.emulateMedia({ colorScheme: 'dark' });
    expect(await ground(ann)).not.toBe(light);
    await page.emulateMedia({ colorScheme: 'light' });

    await page.getByRole('button', { name: `Account: ${ANN}` }).click();
    await page.getByRole('radio', { name: 'Dark' }).press('Space');
    expect(await theme(ann)).toBe('dark');
    await page.keyboard.press('Escape');

    // The scripts of the app never come, and yet the page is dark.
    await page.route('**/assets/*.js', (route) => route.abort());
    await page.reload({ waitUntil: 'load' });
    expect(await theme(ann)).toBe('dark');
    await page.unroute('**/assets/*.js');
    await page.goto('/');
    await page.getByRole('button', { name: `Account: ${ANN}` }).click();
    await page.getByRole('radio', { name: 'System' }).press('Space');
    expect(await ground(ann)).toBe(light);
    await page.keyboard.press('Escape');
  });

  it('keeps the language that was chosen, and says so to the browser', async () => {
    const { page } = ann;
    await page.goto('/');
    await page.getByRole('button', { name: `Account: ${ANN}` }).click();
    await page.getByRole('combobox', { name: 'Language' }).selectOption('ru');
    await page.getByRole('heading', { name: languages.ru.lobby.title }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: languages.ru.lobby.title }).waitFor();
    expect(await page.getAttribute('html', 'lang')).toBe('ru');
    await page.getByRole('button', { name: /^Учётная запись/ }).click();
    await page.getByRole('combobox', { name: languages.ru.app.language }).selectOption('en');
    await page.keyboard.press('Escape');
  });
});
