import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually } from '@confab/runtime/testing/eventually';
import type { CDPSession, Locator, Page } from 'playwright-core';
import { en } from '../src/shared/locales/en/en.ts';
import { ru } from '../src/shared/locales/ru/ru.ts';
import type { Visitor } from './browser.ts';
import { focused } from './keyboard.ts';
import type { Stage } from './stage.ts';
import { composer, log, openRoom, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

/** Where something is let go. */
const spots: readonly { name: string; at(page: Page): Locator }[] = [
  { name: 'the messages', at: (page) => log(page) },
  { name: 'the composer', at: (page) => composer(page) },
  { name: 'the navigation', at: (page) => page.getByRole('navigation', { name: 'Rooms and people' }) },
  { name: 'the bar', at: (page) => page.getByRole('banner') },
  { name: 'the people who are here', at: (page) => page.getByRole('list', { name: 'Here now' }) },
];

describe('whoever has a file for a chat that takes none', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;
  let devtools: CDPSession;
  let folder: string;
  let picture: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'confab-files-'));
    picture = join(folder, 'kettle.svg');
    await writeFile(picture, '<svg xmlns="http://www.w3.org/2000/svg" width="8" height="8"/>');
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER, { permissions: ['clipboard-read', 'clipboard-write'] });
    page = ann.page;
    devtools = await ann.context.newCDPSession(page);
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    await openRoom(page, 'general');
  }, 60_000);
  afterAll(async () => {
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  });

  type Carried = { files: string[] } | { items: { mimeType: string; data: string }[] };

  /** Drags something from outside of the browser over an element, and lets it go there, as the browser is told by the desktop. */
  async function drop(on: Locator, carried: Carried): Promise<void> {
    const { x, y, width, height } = (await on.boundingBox()) as NonNullable<
      Awaited<ReturnType<Locator['boundingBox']>>
    >;
    const data = { items: [], dragOperationsMask: 1, ...carried };
    for (const type of ['dragEnter', 'dragOver', 'drop'] as const) {
      await devtools.send('Input.dispatchDragEvent', { type, x: x + width / 2, y: y + height / 2, data });
    }
  }

  const sentence = (where: Page, text = en.app.noFiles) => where.getByText(text);

  /** The app says once that it takes no files, and is still there with what was written. */
  async function expectRefusal(where = page): Promise<void> {
    await sentence(where).waitFor();
    expect(await sentence(where).count()).toBe(1);
    await where.getByRole('button', { name: 'Dismiss' }).click();
    await sentence(where).waitFor({ state: 'detached' });
  }

  it.each(spots)('drops it on $name: the chat stays, and says that it takes none', async ({ at }) => {
    await composer(page).fill('half a sen');
    await drop(at(page), { files: [picture] });
    await expectRefusal();
    expect(new URL(page.url()).pathname).toBe('/rooms/general');
    expect(await composer(page).inputValue()).toBe('half a sen');
  });

  it('drops three in a row, and is told once', async () => {
    for (let i = 0; i < 3; i += 1) await drop(log(page), { files: [picture, picture] });
    await expectRefusal();
  });

  it('drops it on a dialog, on the sign-in page, in the settings', async () => {
    await page.keyboard.press('Control+k');
    await focused(page.getByRole('combobox'));
    await drop(page.getByRole('dialog'), { files: [picture] });
    await sentence(page).waitFor();
    await page.keyboard.press('Escape');
    await expectRefusal();
    await page.goto('/settings');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await drop(page.getByRole('main'), { files: [picture] });
    await expectRefusal();
    const guest = await stage.enter('guest', { locale: 'ru' });
    await guest.page.goto('/login');
    await guest.page.getByRole('heading', { name: ru.session.welcome }).waitFor();
    devtools = await guest.context.newCDPSession(guest.page);
    await drop(guest.page.getByRole('main'), { files: [picture] });
    await sentence(guest.page, ru.app.noFiles).waitFor();
    expect(new URL(guest.page.url()).pathname).toBe('/login');
    await guest.context.close();
    devtools = await ann.context.newCDPSession(page);
    await openRoom(page, 'general');
  });

  it('pastes a picture, into the composer or beside it, and is told', async () => {
    await composer(page).fill('');
    await page.evaluate(`(async () => {
      const blob = await new OffscreenCanvas(8, 8).getContext('2d').canvas.convertToBlob();
      await navigator.clipboard.write([new ClipboardItem({ 'image/png': blob })]);
    })()`);
    await composer(page).press('Control+v');
    await expectRefusal();
    await page.getByRole('heading', { level: 1 }).click();
    await page.keyboard.press('Control+v');
    await expectRefusal();
    expect(await composer(page).inputValue()).toBe('');
  });

  it('still drags words into the composer, and cells of a table', async () => {
    await composer(page).fill('');
    await drop(composer(page), { items: [{ mimeType: 'text/plain', data: 'dragged words' }] });
    await eventually(async () => expect(await composer(page).inputValue()).toBe('dragged words'));
    await page.evaluate(`navigator.clipboard.write([new ClipboardItem({
      'text/plain': new Blob([' and cells'], { type: 'text/plain' }),
      'text/html': new Blob(['<table><td>and cells</table>'], { type: 'text/html' }),
    })])`);
    await composer(page).press('End');
    await composer(page).press('Control+v');
    await eventually(async () => expect(await composer(page).inputValue()).toBe('dragged words and cells'));
    expect(await sentence(page).count()).toBe(0);
  });

  it('loses the chat to no link either that is dropped beside the composer', async () => {
    const link = { items: [{ mimeType: 'text/uri-list', data: 'https://example.org/' }] };
    for (const { at } of spots.filter(({ name }) => name !== 'the composer')) await drop(at(page), link);
    await composer(page).fill('still here');
    expect(new URL(page.url()).pathname).toBe('/rooms/general');
  });

  it('never made a script fail', () => expect(ann.complaints).toEqual([]));
});
