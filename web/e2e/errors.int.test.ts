import { eventually } from '@confab/runtime/testing/eventually';
import { en } from '../src/shared/locales/en/en.ts';
import { ru } from '../src/shared/locales/ru/ru.ts';
import { type ApiUser, fillRoom, PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

/** So many ask to be let in at a time, that hardly ever a page is let in between them. */
const CROWD = 30;
const ANSWERED_MS = 8_000;
/** As each language says a number of seconds. */
const SECONDS = {
  en: '(?:1 second|(?!1 )\\d+ seconds)',
  ru: '(?:\\d*(?<!1)1 секунду|\\d*(?<!1)[2-4] секунды|(?:\\d*1\\d|\\d*[05-9]) секунд)',
};

/** Asks to be let in without a pause from the browser's address, until it is stopped. Resolves once somebody was told to wait. */
async function crowdTheDoor(url: string): Promise<{ stop(): Promise<unknown> }> {
  const body = JSON.stringify({
    query: 'mutation { login(input: { username: "nobody", password: "no" }) { expiresIn } }',
  });
  let isOver = false;
  const refused = Promise.withResolvers<void>();
  const knock = async () => {
    while (!isOver) {
      const headers = { 'content-type': 'application/json' };
      const answer = await fetch(new URL('/graphql', url), { method: 'POST', headers, body });
      if ((await answer.text()).includes('RATE_LIMITED')) refused.resolve();
    }
  };
  const crowd = Promise.all(Array.from({ length: CROWD }, knock));
  crowd.catch(refused.reject);
  await refused.promise;
  return {
    stop() {
      isOver = true;
      return crowd;
    },
  };
}

describe('what the user is told when something fails', () => {
  let stage: Stage;
  let ann: ApiUser;
  let bob: ApiUser;
  let reader: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace({ env: { CONFAB_RATE_LIMIT: 'on' } });
    ann = await stage.user('ann');
    await ann.createRoom('tea');
    await ann.react(await ann.post('tea', 'Tea is ready'), '🍵');
    bob = await stage.user('bob');
    await bob.join('tea');
    reader = await stage.enter('bob', { locale: 'ru' });
    await signIn(reader.page, 'bob', PASSWORD, ru);
  }, 60_000);
  afterAll(() => stage?.close());

  it('offers to try again what may be done twice, and does it then', async () => {
    const { page } = reader;
    await page.goto('/rooms/tea');
    const chip = page.getByRole('article').filter({ hasText: 'Tea is ready' }).getByRole('button', { name: /🍵/ });
    await chip.waitFor();
    await intercept(page, 'AddReaction', (route) => route.abort());
    await chip.click();
    const toast = page.getByRole('alert').filter({ hasText: `${ru.error.NETWORK.what} ${ru.error.NETWORK.next}` });
    await toast.waitFor();
    await eventually(async () => expect(await chip.getAttribute('aria-pressed')).toBe('false'));
    await reader.screenshot('error-toast');
    await letThrough(page);
    await toast.getByRole('button', { name: ru.app.tryAgain }).click();
    await eventually(async () => expect(await chip.getAttribute('aria-pressed')).toBe('true'));
    expect(await toast.count()).toBe(0);
    await page.reload();
    await eventually(async () => expect(await chip.getAttribute('aria-pressed')).toBe('true'));
  });

  it('offers to try again where older messages could not be loaded', async () => {
    const { page } = reader;
    const texts = Array.from({ length: 120 }, (_, index) => `line ${index + 1}.`);
    await fillRoom(ann, { name: 'long', members: [bob], texts });
    await page.goto('/rooms/long');
    const articles = page.getByRole('article');
    await eventually(async () => expect(await articles.count()).toBeGreaterThan(50));
    await intercept(page, 'RoomHistory', (route) => route.abort());
    await page.getByRole('log').hover();
    await page.mouse.wheel(0, -6_000);
    const toast = page.getByRole('alert').filter({ hasText: `${ru.error.NETWORK.what} ${ru.error.NETWORK.next}` });
    await toast.waitFor();
    const held = await articles.count();
    await letThrough(page);
    await toast.getByRole('button', { name: ru.app.tryAgain }).click();
    await eventually(async () => expect(await articles.count()).toBeGreaterThan(held));
    expect(await toast.count()).toBe(0);
  });

  it.each([
    ['en', en, new RegExp(`^Too many requests\\. Wait ${SECONDS.en} and try again\\.$`)],
    ['ru', ru, new RegExp(`^Слишком много запросов\\. Подождите ${SECONDS.ru} и повторите\\.$`)],
  ])(
    'says for how many seconds to wait where somebody was too fast: %s',
    async (locale, texts, told) => {
      const { page, context } = await stage.enter(`hasty-${locale}`, { locale });
      await page.goto('/login');
      await page.getByRole('textbox', { name: texts.session.username }).fill('ann');
      await page.getByRole('textbox', { name: texts.session.password }).fill('a wrong password');
      const crowd = await crowdTheDoor(stage.product.url);
      // Now and then it is the page that is let in.
      await eventually(
        async () => {
          await page.getByRole('button', { name: texts.session.signIn }).click();
          await page.getByRole('alert').filter({ hasText: told }).waitFor({ timeout: ANSWERED_MS });
        },
        { timeoutMs: 4 * ANSWERED_MS },
      );
      await crowd.stop();
      await context.close();
    },
    60_000,
  );
});
