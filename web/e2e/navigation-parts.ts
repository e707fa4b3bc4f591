import type { Locator, Page } from 'playwright-core';

/** The list of rooms and people. */
export const nav = (page: Page): Locator => page.getByRole('navigation', { name: 'Rooms and people' });
/** One of its sections, by its heading. */
export const region = (page: Page, name: string): Locator => nav(page).getByRole('region', { name, exact: true });
/** A room or a person within a section. */
export const entry = (page: Page, section: string, name: RegExp): Locator =>
  region(page, section).getByRole('link', { name });

/** The button that folds a section. */
export const headingOf = (page: Page, name: string): Locator =>
  region(page, name).getByRole('button', { name, exact: true });

/** What the heading of a list says to screen readers of what is in it. */
export async function spokenAt(page: Page, name: string): Promise<string> {
  const id = await headingOf(page, name).getAttribute('aria-describedby');
  const text = await page.locator(`[id="${id}"] .visually-hidden`).allTextContents();
  return text.join('');
}

/** Whether an entry of the navigation is in the part of it that is seen. */
export async function isShown(link: Locator): Promise<boolean> {
  const [box, frame] = await Promise.all([link.boundingBox(), nav(link.page()).boundingBox()]);
  return box !== null && frame !== null && box.y >= frame.y && box.y + box.height <= frame.y + frame.height;
}
