import { eventually } from '@confab/runtime/testing/eventually';
import type { Locator, Page } from 'playwright-core';
import { drawn, type Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { composer, log, message, openRoom, say, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

/** What Firefox and Safari say of themselves; the style is taken out of what they are sent as well. */
const UNABLE = `{
  const { supports } = CSS;
  CSS.supports = (...asked) => !asked.join().includes('field-sizing') && supports.apply(CSS, asked);
}`;

const lines = (count: number): string => Array.from({ length: count }, (_, at) => `line ${at + 1}`).join('\n');
/** The height of a field, and how much of its text is out of view. */
const sizeOf = (field: Locator) =>
  field.evaluate(({ clientHeight, scrollHeight }) => ({ height: clientHeight, hidden: scrollHeight - clientHeight }));

describe.each([{ able: true }, { able: false }])('in a browser that sizes fields by itself: $able', ({ able }) => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    ann = await stage.enter(VIEWER, { permissions: ['clipboard-read', 'clipboard-write'] });
    page = ann.page;
    if (!able) {
      await page.addInitScript(UNABLE);
      await page.route('**/*.css', async (route) => {
        const answer = await route.fetch();
        const body = (await answer.text()).replaceAll(/field-sizing:\s*content;?/g, '');
        await route.fulfill({ response: answer, body });
      });
    }
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
    await openRoom(page, 'general');
    await composer(page).waitFor();
  }, 60_000);
  afterAll(() => stage?.close());
  afterEach(() => page.setViewportSize({ width: 1100, height: 760 }));

  const atEnd = () =>
    log(page).evaluate(({ scrollTop, scrollHeight, clientHeight }) => scrollHeight - scrollTop - clientHeight);

  it('the test is of such a browser', async () => {
    const sizing = await composer(page).evaluate(`getComputedStyle(document.activeElement).fieldSizing`);
    expect(sizing).toBe(able ? 'content' : 'fixed');
  });

  it('eight lines that one types are all seen, and the log stays at its end', async () => {
    await log(page).evaluate((element) => element.scrollTo(0, element.scrollHeight));
    await drawn(page);
    const { height } = await sizeOf(composer(page));
    for (let at = 1; at <= 8; at += 1) {
      await composer(page).pressSequentially(`line ${at}`);
      if (at < 8) await composer(page).press('Shift+Enter');
    }
    const grown = await sizeOf(composer(page));
    expect(grown.hidden).toBe(0);
    expect(grown.height).toBeGreaterThan(height + 6 * 20);
    await eventually(async () => expect(Math.abs(await atEnd())).toBeLessThan(2));
  });

  it('what is pasted is seen as well, and the field is small again once it is sent', async () => {
    await composer(page).fill('');
    const { height } = await sizeOf(composer(page));
    await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(lines(8))})`);
    await composer(page).press('Control+v');
    await eventually(async () => expect(await sizeOf(composer(page))).toMatchObject({ hidden: 0 }));
    expect((await sizeOf(composer(page))).height).toBeGreaterThan(height + 6 * 20);
    await composer(page).press('Enter');
    await message(page, 'line 8').last().waitFor();
    await eventually(async () => expect((await sizeOf(composer(page))).height).toBe(height));
  });

  it('a draft is seen whole when one comes back to it, also in a window of another width', async () => {
    await composer(page).fill(lines(7));
    await page.reload();
    await composer(page).waitFor();
    await eventually(async () => expect(await composer(page).inputValue()).toBe(lines(7)));
    await eventually(async () => expect((await sizeOf(composer(page))).hidden).toBe(0));
    await composer(page).fill('a sentence that takes a line of a wide window, and several of a narrow one. '.repeat(2));
    const wide = await sizeOf(composer(page));
    await page.setViewportSize({ width: 390, height: 760 });
    await eventually(async () => {
      const narrow = await sizeOf(composer(page));
      expect(narrow.hidden).toBe(0);
      expect(narrow.height).toBeGreaterThan(wide.height);
    });
    await page.setViewportSize({ width: 1100, height: 760 });
    await eventually(async () => expect(await sizeOf(composer(page))).toEqual(wide));
    await composer(page).fill('');
  });

  it('it never takes more than two fifths of the window', async () => {
    await composer(page).fill(lines(60));
    await drawn(page);
    const { height } = await sizeOf(composer(page));
    expect(height).toBeGreaterThan(0.35 * 760);
    expect(height).toBeLessThanOrEqual(0.4 * 760);
    await composer(page).fill('');
  });

  it('the editor of a message shows all of it, and grows with it up to the same height', async () => {
    await say(page, lines(8).replaceAll('line', 'mine'));
    const own = message(page, 'mine 8').last();
    await own.getByRole('time').waitFor();
    await composer(page).press('ArrowUp');
    const editor = page.getByRole('textbox', { name: 'New text' });
    const { height, hidden } = await sizeOf(editor);
    expect(hidden).toBe(0);
    await editor.press('Shift+Enter');
    await editor.pressSequentially('one more');
    await eventually(async () => {
      const grown = await sizeOf(editor);
      expect(grown.hidden).toBe(0);
      expect(grown.height).toBeGreaterThan(height + 15);
    });
    await editor.fill(lines(60));
    await eventually(async () => expect((await sizeOf(editor)).height).toBeLessThanOrEqual(0.4 * 760));
    await editor.fill('one line');
    await eventually(async () => expect((await sizeOf(editor)).height).toBeLessThan(60));
    await editor.press('Escape');
  });

  it('no script fails meanwhile', () => expect(ann.complaints).toEqual([]));
});
