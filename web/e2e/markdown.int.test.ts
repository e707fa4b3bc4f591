import { eventually } from '@confab/runtime/testing/eventually';
import type { Page } from 'playwright-core';
import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import { ATTACKS, DANGEROUS } from './attacks.ts';
import type { Visitor } from './browser.ts';
import { openStage, type Stage } from './stage.ts';
import { composer, log, message, say, signIn } from './steps.ts';

describe('messages as Markdown', () => {
  let stage: Stage;
  let bob: ApiUser;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openStage();
    const { url } = stage.product;
    bob = await registerOverApi(url, 'bob');
    await registerOverApi(url, 'ann').then(({ createRoom }) => createRoom('tea'));
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

  it('leads from a mention to the conversation, and from the name of a room to the room', async () => {
    await bob.post('tea', 'ask @bob in #tea');
    const shown = message(page, 'ask @bob');
    await shown.getByRole('link', { name: '@bob' }).click();
    await page.waitForURL('**/direct/bob');
    await page.goBack();
    await message(page, 'ask @bob').getByRole('link', { name: '#tea' }).waitFor();
  });

  it('shows what somebody does as an action', async () => {
    await bob.post('tea', '/me *waves*');
    const shown = message(page, 'waves');
    await shown.locator('em').getByText('waves').waitFor();
    expect(await shown.getByText('/me').count()).toBe(0);
  });

  it('runs nothing of texts, topics and names, which stay what they are', async () => {
    const hostileName = '<img src=x onerror="window.pwned=1">';
    await bob.call('mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }', {
      input: { displayName: hostileName },
    });
    const room = 'hostile';
    await bob.createRoom(room, { topic: '<svg onload="window.pwned=1"> [x](javascript:window.pwned=1)' });
    await page.goto('/');
    await page.getByRole('textbox', { name: 'Room name' }).fill(room);
    await page.getByRole('button', { name: 'Join or create' }).click();
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
