import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';

export const hasFocus = (target: Locator): Promise<boolean> =>
  target.evaluate((element) => element === element.ownerDocument.activeElement);

/** Resolves once the target has the focus: after a page or a dialog came or went. */
export const focused = (target: Locator): Promise<void> =>
  eventually(async () => expect(await hasFocus(target)).toBe(true), { timeoutMs: 10_000 });

/** Whether the eye finds the focus: an outline around the element, or around the label that a hidden input stands for. */
const isSeen = (page: Page): Promise<boolean> =>
  page.evaluate(`(() => {
    const focus = document.activeElement;
    return [focus, focus.closest('label')].some((each) => each && getComputedStyle(each).outlineStyle !== 'none');
  })()`);

interface Tabbing {
  back?: boolean;
  /** Presses after which it counts as out of reach. */
  most?: number;
}

/** Leaves out the navigation, which may have any number of entries, by the first link of the page. */
export async function skipToContent(page: Page, tabbing?: Tabbing): Promise<void> {
  await tabTo(page, page.getByRole('link', { name: 'Skip to content' }), tabbing);
  await page.keyboard.press('Enter');
}

/** Presses Tab until the target has the focus; fails where that takes too many presses, or where the focus can't be seen on the way. */
export async function tabTo(page: Page, target: Locator, { back = false, most = 40 }: Tabbing = {}): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < most; presses += 1) {
    if (await hasFocus(target)) return;
    await page.keyboard.press(back ? 'Shift+Tab' : 'Tab');
    const onPage = await page.evaluate<boolean>('document.activeElement !== document.body');
    if (onPage && !(await isSeen(page))) {
      throw new Error(`The focus is not seen on ${await page.evaluate('document.activeElement.outerHTML')}`);
    }
  }
  throw new Error(`Tab does not reach ${target} within ${most} presses`);
}
