import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { drawn, type Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { composer, log, openRoom, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

const HEIGHT = 360;
/** What 200 % zoom leaves of a screen of 1280 × 720, a low window, and a phone with its keyboard up. */
const windows = [
  { what: '200 % zoom', width: 640 },
  { what: 'a low window', width: 1280 },
  { what: 'a phone with its keyboard up', width: 390, hasTouch: true, isMobile: true },
];

describe.each(windows)('where height is scarce: $what', ({ what: _, width, ...options }) => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER, { ...options, viewport: { width, height: HEIGHT } });
    page = ann.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  const heightOf = async (part: Locator) => (await part.boundingBox())?.height ?? 0;
  /** The parts of the window that are messages, and messages and composer. */
  async function shares(): Promise<{ messages: number; both: number }> {
    const [messages, writing] = [await heightOf(log(page)), await heightOf(page.locator('form.composer'))];
    return { messages: messages / HEIGHT, both: (messages + writing) / HEIGHT };
  }

  it.each(['/rooms/general', '/direct/bob'])('most of the window is messages and composer: %s', async (path) => {
    await page.goto(path);
    await composer(page).waitFor();
    await log(page).waitFor();
    const { messages, both } = await shares();
    expect(messages).toBeGreaterThanOrEqual(0.65);
    expect(both).toBeGreaterThanOrEqual(0.85);
    const bar = await page.getByRole('banner').first().boundingBox();
    const heading = await page.getByRole('heading', { level: 1 }).boundingBox();
    expect((heading?.y ?? HEIGHT) + (heading?.height ?? 0)).toBeLessThanOrEqual((bar?.y ?? 0) + (bar?.height ?? 0));
    await ann.screenshot(`low-${width}${path.replaceAll('/', '-')}`);
  });

  it('it stays so while somebody types, whose name lies over the end of the messages', async () => {
    const bob = await stage.user('bob');
    await openRoom(page, 'general');
    await composer(page).waitFor();
    const before = await shares();
    await bob.call('mutation { setTyping(input: { room: "general", typing: true }) }');
    const line = page.getByText('Bob Okafor is typing…');
    await line.waitFor();
    expect(await shares()).toEqual(before);
    const [typing, writing] = await Promise.all([line.boundingBox(), page.locator('form.composer').boundingBox()]);
    expect((typing?.y ?? 0) + (typing?.height ?? 0)).toBeLessThanOrEqual((writing?.y ?? 0) + 1);
  });

  it('it stays so while the connection is lost, which is said in one line', async () => {
    await ann.context.setOffline(true);
    await page.getByRole('status', { name: 'Connection' }).getByRole('button', { name: 'Reconnect now' }).waitFor();
    await drawn(page);
    const { messages, both } = await shares();
    expect(messages).toBeGreaterThanOrEqual(0.55);
    expect(both).toBeGreaterThanOrEqual(0.75);
    await ann.screenshot(`low-${width}-lost`);
    await ann.context.setOffline(false);
    await eventually(async () =>
      expect(await page.getByRole('status', { name: 'Connection' }).textContent()).toContain('Connected'),
    );
  }, 60_000);

  it('no script fails meanwhile', () => expect(ann.complaints).toEqual([]));
});
