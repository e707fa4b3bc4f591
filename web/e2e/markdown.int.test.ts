import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { LITERAL_TEXTS } from '../src/features/timeline/markdown/testing/literal-texts.ts';
import { type ApiUser, PASSWORD } from './api.ts';
import { ATTACKS, DANGEROUS } from './attacks.ts';
import { violations } from './axe.ts';
import type { Visitor } from './browser.ts';
import { overhang } from './overhang.ts';
import type { Stage } from './stage.ts';
import { composer, enterRoom, log, message, say, signIn } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

/** Everything that could be wider than a message, and what Markdown looks like. */
const WIDE = (long: string, table: string) => [
  `# ${long}\n\n## Second\n\n### Third`,
  `> ${long}\n> > ${table.replaceAll('\n', '\n> > ')}`,
  `${'>'.repeat(20)} twenty levels of a quote`,
  `${'- '.repeat(20)}${long}`,
  `1. one\n2. two\n   - ${long}\n\n10. ten`,
  `\`${long}\`\n\`\`\`ts\nconst ${long} = 'a';\n\`\`\``,
  `https://example.org/${long}`,
  '  indented\n      more    spaces',
  table,
  'the end',
];

/** Elements of messages that end beyond the log, but for what is within something that scrolls. */
const STICKING_OUT = `[...document.querySelectorAll('[role="log"] .markdown *')]
  .filter((element) => !element.parentElement.closest('.wide'))
  .filter((element) => element.getBoundingClientRect().right > element.closest('[role="log"]').getBoundingClientRect().right)
  .map((element) => element.outerHTML.slice(0, 80))`;

describe('messages as Markdown', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace();
    bob = await stage.user('bob');
    await stage.user('ann').then(({ createRoom }) => createRoom('tea'));
    await bob.join('tea');
    ann = await stage.enter('ann');
    page = ann.page;
    await signIn(page, 'ann', PASSWORD);
    await page.goto('/rooms/tea');
    await composer(page).waitFor();
  }, 60_000);
  afterAll(() => stage?.close());

  it('shows bold, italic, code, quotes, lists and links', async () => {
    await say(page, '**bold** *italic* `code`\n> quoted\n\n- first\n- second\n\nhttps://example.org/a');
    const shown = message(page, 'bold');
    for (const element of ['strong', 'em', 'code', 'blockquote', 'li']) await shown.locator(element).first().waitFor();
    const link = shown.getByRole('link', { name: 'https://example.org/a' });
    expect(await link.getAttribute('rel')).toBe('noopener noreferrer nofollow');
    expect(await link.getAttribute('target')).toBe('_blank');
  });

  it('highlights code, whose colours are loaded with the first of it', async () => {
    await bob.post('tea', '```ts\nconst answer: number = 42;\n```');
    const shown = message(page, 'const answer: number = 42;');
    await shown.locator('.hljs-keyword').getByText('const').waitFor();
    await ann.screenshot('markdown');
  });

  it('shows the profile of who is mentioned, and leads from the name of a room to the room', async () => {
    await bob.post('tea', 'ask @bob in #tea');
    const shown = message(page, 'ask @bob');
    await shown.getByRole('link', { name: '@bob' }).click();
    await page.getByRole('dialog', { name: 'Profile' }).getByRole('button', { name: 'Message', exact: true }).click();
    await page.waitForURL('**/direct/bob');
    await page.goBack();
    await message(page, 'ask @bob').getByRole('link', { name: '#tea' }).waitFor();
  });

  it('shows whom the server tells as mentioned: nobody in code, and the name that somebody has', async () => {
    await stage.user('小明');
    await bob.post('tea', 'not `@bob` nor \\@bob, but **@bob**');
    const mention = message(page, 'not').getByRole('link', { name: '@bob' });
    await mention.first().waitFor();
    expect(await mention.count()).toBe(1);
    await bob.post('tea', '谢谢@小明请看');
    const link = message(page, '谢谢').getByRole('link');
    await eventually(async () => expect(await link.textContent()).toBe('@小明'));
    expect(await link.getAttribute('href')).toBe(`/direct/${encodeURIComponent('小明')}`);
  });

  it('sets off nobody who is not there; whoever was never heard of is asked for together with the others', async () => {
    await stage.user('carol');
    const asked: string[] = [];
    page.on('request', (request) => {
      const body = request.postData() ?? '';
      if (body.includes('NamedUsers')) asked.push(body);
    });
    await bob.post('tea', '@somebody and @noone, @bob and @carol may know');
    const shown = message(page, 'may know');
    await shown.getByRole('link', { name: '@carol' }).waitFor();
    expect(await shown.getByRole('link').allInnerTexts()).toEqual(['@bob', '@carol']);
    expect(asked).toHaveLength(1);
  });

  it('tells of a mention that is edited in, and takes its badge away when it is edited out', async () => {
    await page.goto('/');
    const places = page.getByRole('navigation', { name: 'Rooms and people' });
    const mentioned = places.getByRole('link', { name: /^tea.*1 mention of you/ });
    await places.getByRole('link', { name: /^tea/ }).waitFor();
    const id = await bob.post('tea', 'lunch?');
    await bob.edit(id, '@ann lunch?');
    await mentioned.waitFor();
    await bob.edit(id, '`@ann` lunch?');
    await mentioned.waitFor({ state: 'detached' });
    await places.getByRole('link', { name: /^tea/ }).click();
    await message(page, 'lunch?').waitFor();
  });

  it('shows what somebody does as an action', async () => {
    await bob.post('tea', '/me *waves*');
    const shown = message(page, 'waves');
    await shown.locator('em').getByText('waves').waitFor();
    expect(await shown.getByText('/me').count()).toBe(0);
  });

  it('shows what was typed, whatever it was', async () => {
    const withoutSpace = (text: string) => text.replace(/\s/g, '');
    // No more in a room than its log holds around the newest.
    for (let start = 0; start < LITERAL_TEXTS.length; start += 30) {
      const texts = [...LITERAL_TEXTS.slice(start, start + 30), '*the* end'];
      const room = `typed-${start}`;
      await bob.createRoom(room);
      for (const text of texts) await bob.post(room, text);
      await enterRoom(page, room);
      await message(page, 'the end').locator('em').waitFor();
      const shown = log(page).getByRole('article').locator('.text');
      // Older pages come once the first is laid out.
      await eventually(async () => expect(await shown.count()).toBe(texts.length));
      expect((await shown.allInnerTexts()).map(withoutSpace)).toEqual(
        [...texts.slice(0, -1), 'the end'].map(withoutSpace),
      );
      await ann.screenshot(room);
    }
  });

  it('keeps spaces, line breaks and the indentation of each line', async () => {
    const text = 'a    b *c*\n  two\n      six';
    await bob.createRoom('typed');
    await bob.post('typed', text);
    await enterRoom(page, 'typed');
    const shown = message(page, 'six').locator('.text');
    await shown.locator('em').waitFor();
    expect(await shown.allInnerTexts()).toEqual([text.replaceAll('*', '')]);
  });

  it('shows headings and tables', async () => {
    await bob.post('typed', '# Plan\n\n| who | what |\n|---|--:|\n| ann | **tea** |');
    const shown = message(page, 'Plan');
    await shown.getByRole('heading', { name: 'Plan' }).waitFor();
    await shown.getByRole('columnheader', { name: 'what' }).waitFor();
    await shown.getByRole('cell', { name: 'tea' }).locator('strong').waitFor();
  });

  it('renders Markdown in one line where a message is quoted', async () => {
    const id = await bob.post('typed', '**Strong** words\n\n- and `code`');
    await bob.post('typed', 'an answer', id);
    const quote = message(page, 'an answer').locator('.preview');
    await quote.locator('strong').getByText('Strong').waitFor();
    expect((await quote.textContent())?.trim()).toBe('Strong words and code');
    await ann.screenshot('quoted');
  });

  it.each([390, 1440])(
    'lets nothing stick out at %d px: long words break, wide tables scroll in themselves',
    async (width) => {
      const long = 'word'.repeat(60);
      const wide = Array.from({ length: 30 }, (_, i) => `a column ${i}`);
      const rows = [wide, wide.map(() => '-'), wide.map((text, i) => (i ? text.repeat(3) : long))];
      const table = rows.map((row) => row.join('|')).join('\n');
      const room = `wide-${width}`;
      await bob.createRoom(room);
      for (const text of WIDE(long, table)) await bob.post(room, text);
      await page.setViewportSize({ width: 1100, height: 760 });
      await enterRoom(page, room);
      await page.setViewportSize({ width, height: 900 });
      await message(page, 'the end').waitFor();
      await eventually(async () => expect(await log(page).getByRole('article').count()).toBe(WIDE(long, table).length));
      const scroller = log(page).locator('.wide').last();
      await scroller.waitFor();
      expect(await overhang(page)).toEqual([]);
      expect(await page.evaluate(STICKING_OUT)).toEqual([]);
      expect(await violations(page)).toEqual([]);
      await scroller.focus();
      await page.keyboard.press('ArrowRight');
      await eventually(async () => expect(await scroller.evaluate((element) => element.scrollLeft)).toBeGreaterThan(0));
      for (const colorScheme of ['light', 'dark'] as const) {
        await page.emulateMedia({ colorScheme });
        for (const text of ['Second', 'twenty levels', 'the end']) {
          await message(page, text).scrollIntoViewIfNeeded();
          await ann.screenshot(`markdown-${width}-${colorScheme}-${text.replace(' ', '-')}`);
        }
      }
      await page.setViewportSize({ width: 1100, height: 760 });
    },
  );

  it('runs nothing of texts, topics and names, which stay what they are', async () => {
    const hostileName = '<img src=x onerror="window.pwned=1">';
    await bob.call('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }', {
      input: { displayName: hostileName },
    });
    const room = 'hostile';
    await bob.createRoom(room, { topic: '<svg onload="window.pwned=1"> [x](javascript:window.pwned=1)' });
    await page.goto('/');
    await page.getByRole('textbox', { name: 'Room name' }).fill(room);
    await page.getByRole('main').getByRole('button', { name: 'Join', exact: true }).click();
    await composer(page).waitFor();
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const text of ATTACKS) await bob.post(room, text);
    await bob.post(room, 'the end');
    await message(page, 'the end').waitFor();
    await page.getByText('<svg onload=').first().waitFor();
    for (const link of await log(page).getByRole('link').all()) {
      expect(await link.getAttribute('href')).toMatch(/^(https:\/\/example\.org\/|\/direct\/bob$)/);
    }
    await eventually(async () => expect(await log(page).getByRole('article').count()).toBe(ATTACKS.length + 1));
    expect(await log(page).locator(`${DANGEROUS}, img`).count()).toBe(0);
    expect(await page.evaluate('window.pwned')).toBeUndefined();
    expect(asked.filter((url) => !url.startsWith(stage.product.url))).toEqual([]);
    expect(await message(page, 'window.pwned=1">').first().textContent()).toContain('<img src=x onerror=');
    await ann.screenshot('hostile');
  });

  it('never had an error on the page', () => {
    expect(ann.complaints).toEqual([]);
  });
});
