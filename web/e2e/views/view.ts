import type { Locator, Page } from 'playwright-core';
import { en } from '../../src/shared/locales/en/en.ts';
import { ru } from '../../src/shared/locales/ru/ru.ts';

export const languages = { en, ru };
export type Language = keyof typeof languages;
export type Texts = typeof en;
export const colorSchemes = ['light', 'dark'] as const;

/** What the viewer and the one she writes with are called where people see it. */
export const [ANN, BOB] = ['Ann Sørensen', 'Bob Okafor'];

/** A page, or a page with a dialog or menu on it, that is looked at by tests of accessibility and by the screenshots. */
export interface View {
  name: string;
  /** Shows it to somebody who is signed in as `ann`, whatever view was open before, and resolves once it is complete. It changes no data. */
  open(page: Page, texts: Texts): Promise<void>;
  /** Undoes what closing dialogs and going to another page would not. */
  leave?(page: Page, texts: Texts): Promise<void>;
  /** Only on pages that are at least, and at most, this wide, in CSS pixels. */
  from?: number;
  upTo?: number;
}

/** What opens above a page. */
export const LAYERS = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** What is open above the page, the topmost last. */
export function openLayers(page: Page): Locator {
  return page.locator(LAYERS).filter({ visible: true });
}

export async function ready(locator: Locator): Promise<void> {
  await locator.first().waitFor();
}

/** Goes to the address, or back to its page alone where it is open already: much faster than to load it again. */
export async function goTo(page: Page, path: string): Promise<void> {
  await page.mouse.move(0, 0);
  const open = openLayers(page);
  while (await open.count()) {
    const top = await open.last().elementHandle();
    await page.keyboard.press('Escape');
    await top?.waitForElementState('hidden');
  }
  if (decodeURIComponent(new URL(page.url()).pathname) !== path) await page.goto(path);
}

export async function goToRoom(page: Page, name = 'tea'): Promise<void> {
  await goTo(page, `/rooms/${name}`);
  await ready(page.getByRole('log').getByRole('article'));
}
