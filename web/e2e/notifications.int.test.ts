import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { type ApiUser, PASSWORD, signInOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { enterRoom, message, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

interface Shown {
  title: string;
  body: string;
}

/** What `in-page/desktop.js` offers in the page. */
const notifications = (page: Page): Promise<Shown[]> => page.evaluate('desktop.shown()');
const asked = (page: Page): Promise<number> => page.evaluate('desktop.timesAsked()');
const look = (page: Page, away: boolean): Promise<void> => page.evaluate(`desktop.look(${away})`);

describe('desktop notifications', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openWorkspace({ chromium: 'whole' });
    const other = await stage.user('ann');
    await other.readEverything();
    bob = await stage.user('bob');
    await bob.createRoom('tea');
    ann = await stage.enter('ann');
    await ann.page.addInitScript({ path: join(import.meta.dirname, 'in-page/desktop.js') });
    await signIn(ann.page, 'ann', PASSWORD);
    await enterRoom(ann.page, 'tea');
  }, 60_000);
  afterAll(() => stage?.close());

  it('are offered once something was missed, not before', async () => {
    const { page } = ann;
    const offer = page.getByRole('button', { name: 'Turn on notifications' });
    expect(await offer.count()).toBe(0);
    await look(page, true);
    await bob.write('ann', 'are you there?');
    await page.getByRole('link', { name: /^Bob.*unread/ }).waitFor();
    expect([await asked(page), await notifications(page)]).toEqual([0, []]);
    await look(page, false);
    await offer.click();
    await offer.waitFor({ state: 'detached' });
    expect(await asked(page)).toBe(1);
    await ann.context.grantPermissions(['notifications']);
  });

  it('tell of private messages and mentions while the page is not looked at', async () => {
    const { page } = ann;
    await look(page, true);
    await bob.write('ann', 'psst');
    await bob.post('tea', 'hello @ann');
    await eventually(async () =>
      expect(await notifications(page)).toEqual([
        { title: 'Bob Okafor', body: 'psst' },
        { title: 'Bob Okafor · #tea', body: 'hello @ann' },
      ]),
    );
  });

  it('open the place with a click', async () => {
    const { page } = ann;
    await page.evaluate('desktop.click(0)');
    await page.waitForURL('**/direct/bob');
    await message(page, 'psst').waitFor();
    await look(page, false);
    await page
      .getByRole('link', { name: /^Bob/ })
      .and(page.getByRole('link', { name: /unread/ }))
      .waitFor({ state: 'detached' });
  });

  it('are left out while the user looks, here or in another tab', async () => {
    const { page } = ann;
    await look(page, false);
    const before = await notifications(page);
    await bob.post('tea', 'seen at once, @ann');
    await page.getByRole('link', { name: /^tea.*mention/ }).waitFor();
    expect(await notifications(page)).toEqual(before);

    const other = await ann.context.newPage();
    await other.goto('/');
    await other.getByRole('textbox', { name: 'Room name' }).waitFor();
    await look(page, true);
    await bob.post('tea', 'seen in the other tab, @ann');
    await page.getByRole('link', { name: /^tea.*3 mentions/ }).waitFor();
    expect(await notifications(page)).toEqual(before);
    await other.close();
  });

  it('follow what is chosen for the room, over a reload', async () => {
    const { page } = ann;
    await page.goto('/rooms/tea');
    await page.getByRole('button', { name: 'Notifications: Mentions only' }).click();
    await page.getByRole('menuitemradio', { name: 'Nothing' }).click();
    await page.reload();
    await page.getByRole('button', { name: 'Notifications: Nothing' }).waitFor();
    await page.getByRole('link', { name: /Lobby/ }).click();
    await look(page, true);
    await bob.post('tea', 'you won’t hear this, @ann');
    await bob.write('ann', 'but this');
    await eventually(async () =>
      expect(await notifications(page)).toEqual([{ title: 'Bob Okafor', body: 'but this' }]),
    );
    // Nor does a silent room have a mark in the navigation, or count in the title.
    await page.getByRole('link', { name: /^tea ?, muted$/ }).waitFor();
    await eventually(async () => expect(await page.title()).toBe('(1) Confab'));
  });

  it('go when what they tell of is read on another device, and do not come when it was read while this one slept', async () => {
    const { page, context } = ann;
    const phone = await signInOverApi(stage.product.url, 'ann');
    const read = (conversation: string) =>
      phone.call('mutation ($i: MarkReadInput!) { markRead(input: $i) { lastReadSeq } }', {
        i: { conversation, seq: 1_000_000 },
      });
    const standing = () => page.evaluate<string[]>('desktop.standing()');
    await read('bob');
    await eventually(async () => expect(await standing()).toEqual([]));
    await bob.write('ann', 'still here?');
    await eventually(async () => expect(await standing()).toEqual(['Bob Okafor']));
    await read('bob');
    await eventually(async () => expect(await standing()).toEqual([]));

    const before = await notifications(page);
    await context.setOffline(true);
    await page
      .getByText(/offline/i)
      .first()
      .waitFor();
    await bob.write('ann', 'read on the phone');
    await read('bob');
    await bob.write('ann', 'read nowhere');
    await context.setOffline(false);
    await eventually(async () =>
      expect(await notifications(page)).toEqual([...before, { title: 'Bob Okafor', body: 'read nowhere' }]),
    );
    await read('bob');
  }, 60_000);

  it('tell of every message where that is chosen', async () => {
    const { page } = ann;
    await page.goto('/rooms/tea');
    await page.getByRole('button', { name: 'Notifications: Nothing' }).click();
    await page.getByRole('menuitemradio', { name: 'All messages' }).click();
    await page.getByRole('link', { name: /Lobby/ }).click();
    await look(page, true);
    await bob.post('tea', 'anything');
    await eventually(async () =>
      expect(await notifications(page)).toContainEqual({ title: '#tea', body: '1 new message' }),
    );
  });

  it('call a room what people call it by now', async () => {
    const { page } = ann;
    await bob.call('mutation ($input: UpdateRoomInput!) { updateRoom(input: $input) { room { id } } }', {
      input: { room: 'tea', displayName: 'Tea at five' },
    });
    const places = page.getByRole('navigation', { name: 'Rooms and people' });
    await places.getByRole('link', { name: /^Tea at five/ }).waitFor();
    await bob.post('tea', 'there is cake, @ann');
    await eventually(async () =>
      expect(await notifications(page)).toContainEqual({
        title: 'Bob Okafor · Tea at five',
        body: 'there is cake, @ann',
      }),
    );
  });

  it('say what somebody calls themselves and writes as text', async () => {
    const { page } = ann;
    const hostile = '<img src=x onerror="window.pwned=1">';
    await bob.call('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }', {
      input: { displayName: hostile },
    });
    await bob.write('ann', hostile);
    await eventually(async () => expect(await notifications(page)).toContainEqual({ title: hostile, body: hostile }));
    expect(await page.evaluate('window.pwned')).toBeUndefined();
  });

  it('never have an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
