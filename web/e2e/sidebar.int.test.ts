import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page, Route } from 'playwright-core';
import { type ApiUser, signInOverApi } from './api.ts';
import { drawn, type Visitor } from './browser.ts';
import { intercept, letThrough } from './intercept.ts';
import { isInView } from './log-view.ts';
import { entry, headingOf, isShown, nav, region, spokenAt } from './navigation-parts.ts';
import { counted, ownConversations, ownRooms } from './own-lists.ts';
import type { Stage } from './stage.ts';
import { log, openRoom, signIn } from './steps.ts';
import { ADMINISTRATOR, openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

describe('the navigation of a furnished workspace', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let phone: ApiUser;
  let ada: ApiUser;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER);
    page = ann.page;
    phone = await signInOverApi(stage.product.url, VIEWER, WORKSPACE_PASSWORD);
    ada = await signInOverApi(stage.product.url, ADMINISTRATOR, WORKSPACE_PASSWORD);
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 120_000);
  afterAll(() => stage?.close());

  const invite = (room: string, username = VIEWER) =>
    ada.call('mutation ($i: RoomUserInput!) { inviteToRoom(input: $i) { room { id } } }', { i: { room, username } });
  const invitation = (room: string) =>
    region(page, 'Invitations')
      .getByRole('listitem')
      .filter({ has: page.getByRole('link', { name: new RegExp(`^${room}`) }) });

  it('has invitations that came while nobody was there, with who invited and when', async () => {
    await region(page, 'Invitations').getByRole('list', { name: 'Invitations' }).waitFor();
    expect(await region(page, 'Invitations').getByRole('listitem').count()).toBe(3);
    await region(page, 'Invitations').getByText('3', { exact: true }).waitFor();
    expect(await spokenAt(page, 'Invitations')).toBe(', 3 invitations');
    await invitation('hiring')
      .getByText(/^Invited by Ada Whitfield\s+\d/)
      .waitFor();
    await invitation('hiring')
      .getByRole('link', { name: /^hiring ?, private$/ })
      .waitFor();
  });

  it('joins from an invitation, which is gone by it', async () => {
    await invitation('music').getByRole('button', { name: 'Join', exact: true }).click();
    await page.waitForURL('**/rooms/music');
    await entry(page, 'Rooms', /^music/).waitFor();
    await invitation('music').waitFor({ state: 'detached' });
  });

  it('loses an invitation that was declined on another device, and shows it again when it is repeated', async () => {
    await phone.call('mutation { declineInvitation(input: { room: "book-club" }) }');
    await invitation('book-club').waitFor({ state: 'detached' });
    await invite('book-club');
    await invitation('book-club').waitFor();
    await invitation('book-club').getByRole('button', { name: 'Decline', exact: true }).click();
    await invitation('book-club').waitFor({ state: 'detached' });
    const { me } = await phone.call<{ me: { invitations: { edges: { node: { room: { name: string } } }[] } } }>(
      '{ me { invitations { edges { node { room { name } } } } } }',
    );
    expect(me.invitations.edges.map(({ node }) => node.room.name)).toEqual(['hiring']);
  });

  it('is told at the address of a room that one is invited, and nothing else before that is known', async () => {
    const held: Route[] = [];
    await intercept(page, 'query Invitations', (route) => held.push(route));
    const refused = new Promise<void>((resolve) =>
      page.once('websocket', (socket) =>
        socket.on('framereceived', ({ payload }) => String(payload).includes('FORBIDDEN') && resolve()),
      ),
    );
    await page.goto('/rooms/hiring');
    await refused;
    await drawn(page);
    const main = page.getByRole('main');
    await main.getByRole('status').filter({ hasText: 'Loading' }).waitFor();
    expect(await main.getByRole('heading').count()).toBe(0);
    for (const route of held.splice(0)) await route.continue();
    await letThrough(page);
    await main.getByRole('heading', { name: 'Ada Whitfield invited you to “hiring”.' }).waitFor();
    await page.goto('/');
  });

  it('is let in at the address that said there is no such room, once one is invited', async () => {
    await page.goto('/rooms/security-2');
    await page.getByText('There’s no room “security-2”').waitFor();
    await ada.createRoom('security-2', { visibility: 'PRIVATE' });
    await invite('security-2');
    await page.getByRole('heading', { name: 'Ada Whitfield invited you to “security-2”.' }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Decline' }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await invitation('security-2').waitFor({ state: 'detached' });
  });

  it('finds an invited room in the switcher, and says at its address who invited', async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Jump to a room or person' }).waitFor();
    await page.getByRole('option', { name: /^hiring.*Invited/ }).waitFor();
    await page.keyboard.type('hir');
    await page.getByRole('option', { name: /^hiring.*Invited/ }).click();
    await page.waitForURL('**/rooms/hiring');
    await page.getByRole('heading', { name: 'Ada Whitfield invited you to “hiring”.' }).waitFor();
    await ann.screenshot('invited-room');
    const main = page.getByRole('main');
    await main.getByRole('button', { name: 'Join', exact: true }).waitFor();
    await main.getByRole('button', { name: 'Decline', exact: true }).click();
    await page.waitForURL((url) => url.pathname === '/');
    await region(page, 'Invitations').waitFor({ state: 'detached' });
  });

  it('says in a public room that one is invited, and lets one answer there', async () => {
    await invite('book-club');
    await openRoom(page, 'book-club');
    await page.getByText('Ada Whitfield invited you to this room.').waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Decline', exact: true }).click();
    await page.getByText('Join this room to write in it.').waitFor();
    await invite('book-club');
    await page.getByRole('main').getByRole('button', { name: 'Decline', exact: true }).waitFor();
    await page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
    await entry(page, 'Rooms', /^book-club/).waitFor();
    await region(page, 'Invitations').waitFor({ state: 'detached' });
  });

  it('counts mentions and private messages in the title, and nothing else', async () => {
    await page.getByRole('link', { name: 'Lobby' }).first().click();
    const count = await counted(phone);
    expect(count).toBeGreaterThan(10);
    await eventually(async () => expect(await page.title()).toBe(`(${count}) Confab`));
    await ada.post('design', 'nothing for anybody in particular');
    await entry(page, 'Rooms', /^design.*unread message/).waitFor();
    expect(await page.title()).toBe(`(${count}) Confab`);
  });

  it('lists mentions newest first; a click leads to the message', async () => {
    const newest = await ada.post('design', `@${VIEWER} look at this`);
    const mention = region(page, 'Mentions').getByRole('link').first();
    await eventually(async () => expect(await mention.textContent()).toMatch(/Ada Whitfield · design.*look at this/s));
    const before = await region(page, 'Mentions').getByRole('link').count();
    await region(page, 'Mentions').getByRole('button', { name: 'Show more mentions' }).click();
    await eventually(async () =>
      expect(await region(page, 'Mentions').getByRole('link').count()).toBeGreaterThan(before),
    );
    await mention.click();
    await page.waitForURL(`**/rooms/design?message=${newest}`);
    await log(page).getByRole('article').filter({ hasText: 'look at this' }).waitFor();
    await page.keyboard.press('Escape');
    await eventually(async () => expect(await mention.textContent()).not.toMatch(/look at this/));
  });

  it('marks private rooms with a lock, says so to screen readers, and shows people by their display names', async () => {
    await entry(page, 'Rooms', /^board ?, private/).waitFor();
    await entry(page, 'People', /^Carla Méndez-Núñez/).waitFor();
  });

  it('keeps closed what was closed', async () => {
    const heading = () => region(page, 'People').getByRole('button', { name: 'People' });
    await heading().click();
    await region(page, 'People').getByRole('list').waitFor({ state: 'detached' });
    await page.reload();
    await region(page, 'People').waitFor();
    expect(await heading().getAttribute('aria-expanded')).toBe('false');
    expect(await region(page, 'People').getByRole('listitem').count()).toBe(0);
    await heading().click();
    await region(page, 'People').getByRole('list').waitFor();
  });

  it('says of a closed list how much in it is unread, and how much of that mentions the viewer', async () => {
    const rooms = (await ownRooms(phone)).map(({ membership }) => membership);
    const mentions = rooms.reduce((sum, { mentionCount }) => sum + mentionCount, 0);
    const news = rooms.reduce((sum, { unreadCount }) => sum + unreadCount, 0);
    const messages = (await ownConversations(phone)).reduce((sum, { unreadCount }) => sum + unreadCount, 0);
    for (const [name, spoken] of [
      ['Rooms', `, ${mentions} mentions of you, ${news} unread messages`],
      ['People', `, ${messages} unread messages`],
    ] as const) {
      await headingOf(page, name).click();
      await eventually(async () => expect(await spokenAt(page, name)).toBe(spoken));
      await headingOf(page, name).click();
      await region(page, name).getByRole('list').waitFor();
    }
  });

  it('has favourites, one list above the others, kept over a reload', async () => {
    await openRoom(page, 'backend');
    await region(page, 'Favourites').getByRole('button', { name: 'Add “backend” to favourites' }).click();
    await entry(page, 'Favourites', /^backend/).waitFor();
    const star = region(page, 'Favourites').getByRole('button', { name: 'Remove “backend” from favourites' }).first();
    // Its name says what it does; that it is pressed as well would say the contrary.
    expect(await star.getAttribute('aria-pressed')).toBeNull();
    expect(await entry(page, 'Rooms', /^backend/).count()).toBe(0);
    await page.reload();
    await entry(page, 'Favourites', /^backend/).waitFor();
    await entry(page, 'Rooms', /^data/).hover();
    await region(page, 'Rooms').getByRole('button', { name: 'Add “data” to favourites' }).click();
    await entry(page, 'Favourites', /^data/).waitFor();
    await entry(page, 'Favourites', /^backend/).hover();
    await region(page, 'Favourites').getByRole('button', { name: 'Remove “backend” from favourites' }).last().click();
    await entry(page, 'Rooms', /^backend/).waitFor();
  });

  it('shows nothing of what is unread in a muted room, in the list or in the title', async () => {
    await page.getByRole('link', { name: 'Lobby' }).first().click();
    const [, before] = /^\((\d+)\)/.exec(await page.title()) ?? [];
    await entry(page, 'Rooms', /^announcements.*1 mention of you/).click();
    await page.getByRole('button', { name: /^Notifications/ }).click();
    await page.getByRole('menuitemradio', { name: 'Nothing' }).click();
    await page.getByRole('link', { name: 'Lobby' }).first().click();
    await entry(page, 'Rooms', /^announcements ?, muted$/).waitFor();
    await eventually(async () => expect(await page.title()).toMatch(new RegExp(`^\\(${Number(before) - 1}\\)`)));
  });

  it('tells at its edges what is unread out of view, and leads there', async () => {
    const below = nav(page)
      .locator('..')
      .getByRole('button', { name: /unread below/ });
    const above = nav(page)
      .locator('..')
      .getByRole('button', { name: /unread above/ });
    const count = async (pill: Locator) => Number.parseInt((await pill.textContent())?.trim() ?? '', 10);
    await below.waitFor();
    const first = await count(below);
    await below.click();
    await eventually(async () => expect(await count(below)).toBeLessThan(first));
    while (await below.count()) {
      await below.click();
      await drawn(page);
    }
    await above.waitFor();
    await nav(page).hover();
    await page.mouse.wheel(0, -100_000);
    await above.waitFor({ state: 'detached' });
    expect(await count(below)).toBe(first);
    // What is in a list that is closed is not below: the list's own mark tells of it.
    const rooms = nav(page).getByRole('button', { name: /^Rooms/ });
    await rooms.scrollIntoViewIfNeeded();
    await drawn(page);
    const open = await count(below);
    await rooms.click();
    await below.waitFor({ state: 'detached' });
    await rooms.click();
    await eventually(async () => expect(await count(below)).toBeGreaterThanOrEqual(open));
    expect(await isShown(rooms)).toBe(true);
  });

  it('keeps what is pointed at in its place where an invitation comes above it', async () => {
    const list = page.getByRole('navigation', { name: 'Rooms and people' });
    await list.evaluate((element) => element.scrollTo(0, 0));
    const pointed = region(page, 'Rooms').getByRole('link').first();
    await pointed.hover();
    const before = await pointed.boundingBox();
    await ada.call('mutation { createRoom(input: { name: "late", visibility: PUBLIC }) { room { id } } }');
    await invite('late');
    await invitation('late').waitFor();
    await drawn(page);
    expect((await pointed.boundingBox())?.y).toBeCloseTo(before?.y ?? 0, 0);
    await phone.call('mutation { declineInvitation(input: { room: "late" }) }');
    await page.mouse.move(0, 0);
  });

  it('keeps an entry under the pointer that presses it, whatever comes or goes meanwhile', async () => {
    const { page } = ann;
    const list = page.getByRole('navigation', { name: 'Rooms and people' });
    const entries = list.getByRole('link');
    await list.evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await page.getByRole('button', { name: /unread above$/ }).waitFor();
    const pressed = entries.last();
    const { x, y } = (await pressed.boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.move(x + 40, y + 12);
    await page.mouse.down();
    await list.evaluate((element) => element.scrollTo(0, 0));
    await drawn(page);
    await drawn(page);
    // The pill stays for as long as something is pressed.
    expect(await page.getByRole('button', { name: /unread above$/ }).count()).toBe(1);
    await page.mouse.up();
    await page.getByRole('button', { name: /unread above$/ }).waitFor({ state: 'detached' });
  });

  it('has the entry of what is open in view', async () => {
    await openRoom(page, 'support');
    const active = entry(page, 'Rooms', /^support/);
    await eventually(async () => expect(await isShown(active)).toBe(true));
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('Мария');
    await page.keyboard.press('Enter');
    await eventually(async () => expect(await isShown(entry(page, 'People', /^Мария/))).toBe(true));
  });

  it('stays where it was scrolled by what has no keys and no pointer, as a screen reader does', async () => {
    await openRoom(page, 'support');
    const active = entry(page, 'Rooms', /^support/);
    await eventually(async () => expect(await isShown(active)).toBe(true));
    await nav(page).evaluate((element) => element.scrollTo(0, 0));
    await drawn(page);
    expect(await isShown(active)).toBe(false);
    const entries = await nav(page).getByRole('listitem').count();
    await phone.createRoom('grows-the-list');
    await eventually(async () => expect(await nav(page).getByRole('listitem').count()).toBe(entries + 1));
    await drawn(page);
    expect(await isShown(active)).toBe(false);
  });

  it('offers to create a room and to find somebody at its lists', async () => {
    await region(page, 'Rooms').getByRole('button', { name: 'Create a room' }).click();
    await page.getByRole('dialog', { name: 'Create room' }).waitFor();
    await page.keyboard.press('Escape');
    await region(page, 'People').getByRole('button', { name: 'Find someone to message' }).click();
    await page.getByRole('dialog', { name: 'Jump to a room or person' }).waitFor();
    await page.keyboard.press('Escape');
  });

  it('leads in a room to the first mention', async () => {
    await openRoom(page, 'engineering');
    const way = page.getByRole('button', { name: /^\d+ mentions? of you$/ });
    await way.click();
    const { room } = await phone.call<{ room: { membership: { firstUnreadMentionSeq: number } } }>(
      '{ room(name: "engineering") { membership { firstUnreadMentionSeq } } }',
    );
    const { messages } = (
      await phone.call<{ messages: { messages: { edges: { node: { id: string; seq: number } }[] } } }>(
        `{ messages: room(name: "engineering") { messages(last: 100) { edges { node { id seq } } } } }`,
      )
    ).messages;
    const first = messages.edges.find(({ node }) => node.seq === room.membership.firstUnreadMentionSeq);
    if (first)
      await eventually(async () => expect(await isInView(page.locator(`[data-key="${first.node.id}"]`))).toBe(true));
    await log(page)
      .getByRole('article')
      .filter({ hasText: `@${VIEWER}` })
      .first()
      .waitFor();
  });

  it('never has an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
