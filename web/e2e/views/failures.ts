import type { Page, Route } from 'playwright-core';
import { intercept, letThrough } from '../intercept.ts';
import { ready, type Texts, type View } from './view.ts';

interface Asking {
  name: string;
  path: string;
  /** The operation that brings what the page shows. */
  operation: string;
}

const asking: readonly Asking[] = [
  { name: 'lobby', path: '/', operation: 'ActiveRooms' },
  { name: 'direct', path: '/direct/bob', operation: 'DirectHistory' },
  { name: 'settings', path: '/settings', operation: 'OwnSessions' },
  { name: 'admin-users', path: '/admin/users', operation: 'AdminUsers' },
  { name: 'admin-health', path: '/admin/health', operation: 'AdminHealth' },
];

/** A page while its request goes another way than to the server and back. */
function without(
  asked: Asking,
  suffix: string,
  handle: (route: Route) => unknown,
  shown: (page: Page, texts: Texts) => Promise<void>,
): View {
  return {
    name: `${asked.name}-${suffix}`,
    async open(page, texts) {
      await intercept(page, asked.operation, handle);
      await page.goto(asked.path);
      await shown(page, texts);
    },
    async leave(page) {
      await page.goto('about:blank');
      await letThrough(page);
    },
  };
}

/** Pages that wait for the server, and those that it can't be reached from. */
export const failureViews: readonly View[] = asking.flatMap((asked) => [
  without(
    asked,
    'loading',
    () => undefined,
    (page, texts) => ready(page.getByRole('main').getByRole('status').getByText(texts.app.loading)),
  ),
  without(
    asked,
    'failed',
    (route) => route.abort(),
    (page, texts) => ready(page.getByRole('main').getByRole('alert').getByRole('button', { name: texts.app.tryAgain })),
  ),
]);
