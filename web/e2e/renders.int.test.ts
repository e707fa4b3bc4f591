import { readFileSync } from 'node:fs';
import type { Locator, Page } from 'playwright-core';
import { type ApiUser, fillRoom, PASSWORD } from './api.ts';
import { drawn, type Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { composer, message, openRoom, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

const SOURCE = readFileSync(new URL('in-page/renders.js', import.meta.url), 'utf8');
const ROOM = 'drawings';

describe('what is drawn anew in a room of many messages', () => {
  let stage: Stage;
  let bob: ApiUser;
  let first: string;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    const owner = await stage.user('rita');
    bob = await stage.user('rolf');
    const texts = Array.from({ length: 60 }, (_, i) => `of ann, ${i}`);
    await fillRoom(owner, { name: ROOM, members: [bob], texts });
    first = await bob.post(ROOM, 'of bob');
    await owner.readAll(ROOM);
    ann = await stage.enter('rita');
    page = ann.page;
    await page.addInitScript(SOURCE);
    await signIn(page, 'rita', PASSWORD);
    await openRoom(page, ROOM);
    await message(page, 'of bob').waitFor();
    for (const name of ['sven', 'tilda']) await (await stage.user(name)).join(ROOM);
    await page.getByText('sven and tilda joined').waitFor();
  }, 120_000);
  afterAll(() => stage?.close());

  /** How often each component was drawn by what is done, until something is to be seen of it. */
  async function drawnBy(act: () => Promise<unknown>, seen: Locator): Promise<Record<string, number>> {
    await drawn(page);
    await page.evaluate('renders.begin()');
    await act();
    await seen.waitFor();
    await drawn(page);
    return page.evaluate<Record<string, number>>('renders.drawn()');
  }

  it('is the editor alone, with a key in an edit', async () => {
    await message(page, 'of ann, 59').hover();
    await page.getByRole('toolbar').getByRole('button', { name: 'Edit', exact: true }).click();
    const editor = page.getByRole('textbox', { name: 'New text' });
    await editor.press('x');
    expect(await drawnBy(() => editor.press('y'), editor)).toEqual({ MessageEditor: 1 });
    await editor.press('Escape');
  });

  it('is the composer alone, once, with a key in it', async () => {
    await composer(page).press('x');
    const drawings = await drawnBy(() => composer(page).press('y'), composer(page));
    expect(drawings).toEqual({ ComposerNotes: 1, MessageComposer: 1 });
  });

  it('is the message alone to which somebody reacts', async () => {
    const chip = (emoji: string) => message(page, 'of bob').getByRole('button', { name: emoji });
    const one = await drawnBy(() => bob.react(first, '🎉'), chip('🎉'));
    expect(one).toEqual({ MessageLog: 1, MessageItem: 1 });
    const another = await drawnBy(() => bob.react(first, '🍵'), chip('🍵'));
    expect(another).toEqual({ MessageLog: 1, MessageItem: 1, ReactionChips: 1 });
  });

  it('is one line where somebody types', async () => {
    const typing = () => bob.call(`mutation { setTyping(input: { room: "${ROOM}", typing: true }) }`);
    expect(await drawnBy(typing, page.getByText('rolf is typing'))).toEqual({ RoomView: 1, TypingLine: 1 });
  });

  it('is no message and no notice where somebody writes', async () => {
    const drawings = await drawnBy(() => bob.post(ROOM, 'one more'), message(page, 'one more'));
    expect(Object.keys(drawings)).not.toEqual(expect.arrayContaining(['MessageItem']));
    expect(Object.keys(drawings)).not.toEqual(expect.arrayContaining(['NoticeRow']));
  });

  it('is no message where somebody comes', async () => {
    const visitor = await stage.enter('rolf');
    const here = page.getByRole('list', { name: 'Here now' }).getByRole('button', { name: 'rolf' });
    const comes = async () => {
      await signIn(visitor.page, 'rolf', PASSWORD);
      await openRoom(visitor.page, ROOM);
    };
    const drawings = await drawnBy(comes, here);
    for (const name of ['MessageLog', 'MessageItem', 'NoticeRow']) expect(Object.keys(drawings)).not.toContain(name);
  }, 60_000);

  it('never had an error on the page', () => expect(ann.complaints).toEqual([]));
});
