import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import { openTab, socketsOf, watchFailures, watchTexts } from './connection-steps.ts';
import type { Stage } from './stage.ts';
import { createAccount, enterRoom, log, message, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

/** The two waits after the first attempt, which are 0.75 and 1.1 s at most, on a busy machine. */
const FIRST_WAITS_MS = 4_000;
/** By how much some attempt of one browser differs from that of another, where neither knows of the other. */
const APART_MS = 100;

describe('the connection of a browser', () => {
  let stage: Stage;
  let ann: Visitor;
  let bob: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace();
    [ann, bob] = [await stage.enter('ann'), await stage.enter('bob')];
    for (const visitor of [ann, bob]) {
      await signIn(visitor.page, visitor.name, PASSWORD);
      await enterRoom(visitor.page, 'tea');
    }
  }, 60_000);
  afterAll(() => stage?.close());

  const status = (page: Page) => page.getByRole('status', { name: 'Connection' });
  const sockets = () => socketsOf(stage.product.url);
  const here = (page: Page, name: string) => page.getByRole('list', { name: 'Here now' }).getByRole('button', { name });

  it('is one socket, however many tabs', async () => {
    await eventually(async () => expect(await sockets()).toBe(2));
    const second = await openTab(bob, '/rooms/tea');
    const third = await openTab(bob, '/rooms/tea');
    await say(ann.page, 'to every tab');
    for (const page of [bob.page, second, third]) await message(page, 'to every tab').waitFor();
    expect(await sockets()).toBe(2);
    await second.close();
    await third.close();
  });

  it('goes over to another tab when the one that has it is closed; nobody sees bob leave', async () => {
    const second = await openTab(bob, '/rooms/tea');
    await here(ann.page, 'bob').waitFor();
    const texts = await watchTexts(ann.page, '[aria-labelledby="here-now"]');
    await bob.page.close();
    bob.page = second;
    await say(ann.page, 'after the first tab');
    await message(second, 'after the first tab').waitFor();
    expect(await message(second, 'to every tab').count()).toBe(1);
    expect(await sockets()).toBe(2);
    expect((await texts()).filter((text) => !text.includes('Bob'))).toEqual([]);
  });

  it('shows somebody as gone from a room that none of their tabs shows any more', async () => {
    const second = await openTab(bob, '/rooms/tea');
    await bob.page.goto('/');
    await here(ann.page, 'bob').waitFor();
    await second.close();
    await here(ann.page, 'bob').waitFor({ state: 'detached' });
    await enterRoom(bob.page, 'tea');
    await here(ann.page, 'bob').waitFor();
  });

  it('says that it waits and for how long, comes back when told to, and shows what was missed, once', async () => {
    const second = await openTab(bob, '/rooms/tea');
    await say(ann.page, 'before the restart');
    for (const page of [bob.page, second]) await message(page, 'before the restart').waitFor();
    // While the server is away an attempt is seen by its failure, on the page that has the socket.
    const failures = [bob.page, second].map(watchFailures);
    const ofBob = () => failures.flat().toSorted((a, b) => a - b);
    const ofAnn = watchFailures(ann.page);
    await stage.product.kill();
    for (const page of [bob.page, second])
      await status(page)
        .getByText(/Reconnecting/)
        .waitFor();
    // The wait grows; a long one is waited for, to be cut short by hand.
    await status(bob.page)
      .getByText(/in [5-9] seconds/)
      .waitFor({ timeout: 40_000 });
    await bob.screenshot('connection-waiting');
    const told = await watchTexts(bob.page, '[role="status"][aria-label="Connection"]');
    await eventually(async () => {
      const seconds = (await told()).map((text) => Number(/in (\d+) second/.exec(text)?.[1]));
      const [from = Number.NaN] = seconds;
      expect(seconds.slice(0, 3)).toEqual([from, from - 1, from - 2]);
    });
    const attempts = ofBob().length;
    await status(bob.page).getByRole('button', { name: 'Reconnect now' }).click();
    await eventually(() => expect(ofBob().length).toBeGreaterThan(attempts), { timeoutMs: 4_000 });
    // The first waits were short, however long they are by now, and nobody's as long as another's.
    const [first = Number.NaN, , third = Number.NaN] = ofBob();
    expect(third - first).toBeLessThan(FIRST_WAITS_MS);
    const apart = ofAnn.map((at, index) => Math.abs(at - (ofBob()[index] ?? Number.NaN)));
    expect(Math.max(...apart.slice(0, attempts))).toBeGreaterThan(APART_MS);
    await stage.revive();
    // The wait may end by itself while the server starts.
    const connected = status(bob.page).getByText('Connected');
    await Promise.any([status(bob.page).getByRole('button', { name: 'Reconnect now' }).click(), connected.waitFor()]);
    for (const page of [bob.page, second]) await status(page).getByText('Connected').waitFor();
    await ann.page.reload();
    await say(ann.page, 'after the restart');
    for (const page of [bob.page, second]) {
      await message(page, 'after the restart').waitFor();
      expect(await message(page, 'before the restart').count()).toBe(1);
    }
    await eventually(async () => expect(await sockets()).toBe(2));
    await second.close();
  }, 90_000);

  it('never had an error on the page', () => {
    expect({ ann: ann.complaints, bob: bob.complaints }).toEqual({ ann: [], bob: [] });
  });
});

describe('a client whose clock is an hour wrong, and tokens that live for seconds', () => {
  let stage: Stage;

  beforeAll(async () => {
    stage = await openWorkspace({ env: { CONFAB_ACCESS_TOKEN_LIFE: '10s' } });
  }, 60_000);
  afterAll(() => stage?.close());

  it.each([
    ['late', -3_600_000],
    ['early', 3_600_000],
  ])(
    'stays connected without a break, and in step with the others: %s',
    async (name, shiftMs) => {
      const wrong = await stage.enter(name);
      const right = await stage.enter(`${name}friend`);
      await wrong.page.addInitScript(`{
      const RealDate = Date;
      globalThis.Date = class extends RealDate {
        constructor(...given) {
          super(...(given.length > 0 ? given : [RealDate.now() + ${shiftMs}]));
        }
        static now = () => RealDate.now() + ${shiftMs};
      };
    }`);
      const opened: string[] = [];
      let renewed = 0;
      wrong.page.on('websocket', (socket) => {
        opened.push(socket.url());
        socket.on('framesent', ({ payload }) => {
          if (String(payload).includes('renewConnection')) renewed += 1;
        });
      });
      for (const visitor of [wrong, right]) {
        await createAccount(visitor.page, visitor.name, PASSWORD);
        await enterRoom(visitor.page, `clock-${name}`);
      }
      const off = (await wrong.page.evaluate<number>('new Date().getTime()')) - Date.now();
      expect(Math.abs(off - shiftMs)).toBeLessThan(60_000);
      const texts = await watchTexts(wrong.page, '[role="status"][aria-label="Connection"]');
      const before = opened.length;
      // Three tokens come and go on one socket.
      for (let round = 1; round <= 3; round += 1) {
        await eventually(() => expect(renewed).toBeGreaterThanOrEqual(round), { timeoutMs: 15_000 });
        await say(right.page, `round ${round}.`);
        await message(wrong.page, `round ${round}.`).waitFor();
        await say(wrong.page, `answer ${round}.`);
        await message(right.page, `answer ${round}.`).waitFor();
      }
      expect(opened).toHaveLength(before);
      expect(await texts()).toEqual(['Connected']);
      const seen = await log(wrong.page).getByRole('article').allInnerTexts();
      expect(seen.flatMap((text) => /(?:round|answer) \d\./.exec(text) ?? [])).toEqual(
        [1, 2, 3].flatMap((round) => [`round ${round}.`, `answer ${round}.`]),
      );
      expect([wrong.complaints, right.complaints]).toEqual([[], []]);
      await wrong.context.close();
      await right.context.close();
    },
    90_000,
  );
});
