import { intercept, letThrough } from '../intercept.ts';
import { goTo, ready, type View } from './view.ts';

/** A room with news, which stay news. */
function unread(name: string, room: string): View {
  return {
    name,
    async open(page, texts) {
      await intercept(page, 'MarkRead', (route) => route.abort());
      await goTo(page, `/rooms/${room}`);
      await ready(page.getByRole('log').getByText(texts.log.unread, { exact: true }));
    },
    async leave(page) {
      await page.goto('about:blank');
      await letThrough(page);
    },
  };
}

export const unreadViews: readonly View[] = [
  unread('room-unread', 'design'),
  unread('room-many-unread', 'engineering'),
  unread('room-never-read', 'support'),
];
