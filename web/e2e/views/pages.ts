import { PASSWORD } from '../api.ts';
import { intercept, letThrough } from '../intercept.ts';
import { composer } from '../steps.ts';
import { goTo, goToRoom, ready, type View } from './view.ts';

const REASON = 'Sold other people’s recipes';
/** How the server refuses to renew a session that a ban has ended. */
const banned = {
  data: null,
  errors: [{ message: 'No.', extensions: { code: 'FORBIDDEN', ban: { reason: REASON } } }],
};

/** Views of somebody who is not signed in. */
export const openViews: readonly View[] = [
  {
    name: 'login',
    async open(page, texts) {
      await page.goto('/login');
      await ready(page.getByRole('heading', { name: texts.session.welcome }));
    },
  },
  {
    name: 'register',
    async open(page, texts) {
      await page.goto('/login');
      await page.getByRole('button', { name: texts.session.createAccount }).click();
      await ready(page.getByRole('heading', { name: texts.session.newcomer }));
    },
  },
  {
    name: 'register-refused',
    async open(page, texts) {
      await page.goto('/login');
      await page.getByRole('button', { name: texts.session.createAccount }).click();
      await page.getByRole('textbox', { name: texts.session.username }).fill('two words');
      await page.getByRole('textbox', { name: texts.session.password }).fill('short');
      await page.getByRole('button', { name: texts.session.createAccount }).click();
      await ready(page.getByRole('alert').getByText(texts.session.badUsername));
    },
  },
  {
    name: 'login-refused',
    async open(page, texts) {
      await page.goto('/login');
      await page.getByRole('textbox', { name: texts.session.username }).fill('ann');
      await page.getByRole('textbox', { name: texts.session.password }).fill('not the password');
      await page.getByRole('button', { name: texts.session.signIn }).click();
      await ready(page.getByRole('alert').getByText(texts.session.wrong));
    },
  },
  {
    name: 'login-banned',
    async open(page, texts) {
      await page.goto('/login');
      await page.getByRole('textbox', { name: texts.session.username }).fill('ben');
      await page.getByRole('textbox', { name: texts.session.password }).fill(PASSWORD);
      await page.getByRole('button', { name: texts.session.signIn }).click();
      await ready(page.getByRole('alert').getByText(REASON));
    },
  },
  {
    name: 'login-after-ban',
    async open(page) {
      await intercept(page, 'RefreshSession', (route) => route.fulfill({ json: banned }));
      await page.goto('/login');
      await ready(page.getByRole('status').getByText(REASON));
    },
    leave: letThrough,
  },
];

export const pages: readonly View[] = [
  {
    name: 'lobby',
    async open(page) {
      await goTo(page, '/');
      await ready(page.getByRole('main').getByRole('link', { name: /^general/ }));
    },
  },
  { name: 'room', open: (page) => goToRoom(page) },
  { name: 'room-hard-to-show', open: (page) => goToRoom(page, 'typography') },
  {
    name: 'room-long-name',
    open: (page) => goToRoom(page, 'release-2026-planning-and-everything-that-belongs-to-it'),
  },
  {
    name: 'room-empty',
    async open(page, texts) {
      await goTo(page, '/rooms/empty-for-now');
      await ready(page.getByText(texts.room.beginning.PUBLIC));
    },
  },
  {
    name: 'room-announcements',
    async open(page, texts) {
      await goTo(page, '/rooms/announcements');
      await ready(page.getByText(texts.room.announcements));
    },
  },
  {
    name: 'room-to-join',
    async open(page, texts) {
      await goTo(page, '/rooms/chess');
      await ready(page.getByRole('button', { name: texts.room.join, exact: true }));
    },
  },
  {
    name: 'room-invited',
    async open(page, texts) {
      await goTo(page, '/rooms/book-club');
      await ready(page.getByRole('main').getByRole('button', { name: texts.nav.decline }));
    },
  },
  {
    name: 'room-missing',
    async open(page, texts) {
      await goTo(page, '/rooms/nowhere');
      await ready(page.getByRole('alert').getByRole('link', { name: texts.app.backToLobby }));
    },
  },
  {
    name: 'direct',
    async open(page) {
      await goTo(page, '/direct/bob');
      await ready(page.getByRole('log').getByRole('article'));
    },
  },
  {
    name: 'direct-blocked',
    async open(page, texts) {
      await goTo(page, '/direct/peggy');
      await ready(page.getByText(texts.direct.blocked.replace('{name}', 'peggy')));
    },
  },
  {
    name: 'direct-missing',
    async open(page, texts) {
      await goTo(page, '/direct/nobody');
      await ready(page.getByRole('alert').getByRole('link', { name: texts.app.backToLobby }));
    },
  },
  {
    name: 'direct-self',
    async open(page, texts) {
      await goTo(page, '/direct/ann');
      await ready(page.getByRole('heading', { name: texts.direct.self }));
    },
  },
  {
    name: 'no-such-page',
    async open(page, texts) {
      await goTo(page, '/admin/nowhere');
      await ready(page.getByRole('heading', { name: texts.app.notFound }));
    },
  },
  {
    name: 'drawer',
    upTo: 768,
    async open(page, texts) {
      await goToRoom(page);
      await page.getByRole('button', { name: new RegExp(`^${texts.app.menu}`) }).click();
      await ready(page.getByRole('dialog').getByRole('navigation'));
    },
  },
  {
    name: 'offline',
    async open(page, texts) {
      await goToRoom(page);
      await composer(page, texts).waitFor();
      await page.context().setOffline(true);
      await ready(page.getByRole('status', { name: texts.connection.label }).getByRole('button'));
    },
    async leave(page, texts) {
      await page.context().setOffline(false);
      await ready(page.getByRole('status', { name: texts.connection.label }).getByText(texts.connection.connected));
    },
  },
];
