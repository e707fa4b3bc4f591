import type { Locator, Page } from 'playwright-core';
import { log } from './steps.ts';

/** The most articles that are ever in a log: the window, and a page that was just added to it. */
export const MOST_ARTICLES = 280;

export function articles(page: Page): Locator {
  return log(page).getByRole('article');
}

/** What leads to the newest messages, shown while they are not in view. */
export function jump(page: Page): Locator {
  return page.getByRole('button', { name: /Jump to latest|new messages?$/ });
}

/** How far the log could be scrolled down, in pixels. */
export function belowEnd(page: Page): Promise<number> {
  return log(page).evaluate(({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight);
}

/** Whether at least a part of something in the log can be seen. */
export function isInView(element: Locator): Promise<boolean> {
  return element.evaluate((node) => {
    const [box, frame] = [node.getBoundingClientRect(), node.closest('[role=log]')?.getBoundingClientRect()];
    return frame !== undefined && box.bottom > frame.top && box.top < frame.bottom;
  });
}

/** The rows of the log in order: of a line its kind, of a message whether it is headed by its author and time. */
export function headsOf(page: Page): Promise<('day' | 'unread' | boolean)[]> {
  return log(page)
    .locator('.divider, article')
    .evaluateAll((rows) =>
      rows.map((row) => {
        if (row.matches('article')) return row.querySelector('header') !== null;
        return row.matches('.day') ? 'day' : 'unread';
      }),
    );
}
