import { type ApiUser, PASSWORD, registerOverApi } from './api.ts';
import { ATTACKS, DANGEROUS } from './attacks.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { message, signIn } from './steps.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

describe('the page and what people write', () => {
  let stage: Stage;
  let mallory: ApiUser;
  let ann: Visitor;

  beforeAll(async () => {
    stage = await openEmptyStage();
    await registerOverApi(stage.product.url, 'ann');
    mallory = await registerOverApi(stage.product.url, 'mallory');
    ann = await stage.enter('ann');
    await signIn(ann.page, 'ann', PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  async function expectNothingRan(): Promise<void> {
    expect(await ann.page.locator(DANGEROUS).count()).toBe(0);
    expect(await ann.page.evaluate('window.pwned')).toBeUndefined();
  }

  it('comes with a policy that allows nothing inline and nothing from elsewhere', async () => {
    for (const path of ['/', '/login', '/rooms/tea', '/theme.js', '/nothing-here']) {
      const { headers } = await fetch(new URL(path, stage.product.url));
      const policy = headers.get('content-security-policy') ?? '';
      expect(policy).toMatch(/default-src 'none'/);
      expect(policy).toMatch(/script-src 'self'(?:;|$)/);
      expect(policy).toMatch(/style-src 'self'(?:;|$)/);
      expect(policy).not.toMatch(/unsafe|\*|https?:/);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  });

  it.each([
    [
      'an inline script',
      `const it = document.createElement('script'); it.textContent = 'window.pwned = 1'; document.body.append(it)`,
      'script-src-elem',
    ],
    [
      'an inline handler',
      `document.body.insertAdjacentHTML('beforeend', '<img src=x onerror="window.pwned = 1">')`,
      'script-src-attr',
    ],
    [
      'a script from elsewhere',
      `const it = document.createElement('script'); it.src = 'http://127.0.0.1:9/x.js'; document.body.append(it)`,
      'script-src-elem',
    ],
    [
      'an inline style',
      `document.body.insertAdjacentHTML('beforeend', '<p style="color: red">x</p>')`,
      'style-src-attr',
    ],
    ['a request to elsewhere', `fetch('http://127.0.0.1:9/steal').catch(() => {})`, 'connect-src'],
    ['text made into code', `setTimeout('window.pwned = 1')`, 'script-src'],
  ])('blocks %s', async (_what, attempt, directive) => {
    const violated = await ann.page.evaluate(
      `new Promise((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), { once: true });
        ${attempt};
      })`,
    );
    expect(violated).toBe(directive);
    expect(await ann.page.evaluate('window.pwned')).toBeUndefined();
    ann.complaints.length = 0;
  });

  it('shows scripts in messages and topics as text, or as nothing', async () => {
    await mallory.createRoom('trap', { topic: ATTACKS.slice(0, 3).join(' ').slice(0, 200) });
    for (const attack of ATTACKS) {
      await mallory.post('trap', `${attack}\n\nattack`);
      await mallory.write('ann', `${attack}\n\nattack`);
    }
    for (const path of ['/', '/rooms/trap', '/direct/mallory']) {
      await ann.page.goto(path);
      await (path === '/' ? ann.page.getByRole('link', { name: /^trap/ }) : message(ann.page, 'attack').last())
        .first()
        .waitFor();
      await expectNothingRan();
    }
    for (const link of await ann.page.getByRole('article').getByRole('link').all()) {
      expect(await link.getAttribute('href')).toMatch(/^(?:https?:|mailto:|\/)/);
    }
  });

  it('shows them as text in results of a search', async () => {
    const { page } = ann;
    await page.goto('/direct/mallory');
    await page.getByRole('button', { name: 'Search messages' }).click();
    await page.getByRole('searchbox', { name: 'What to look for' }).fill('attack');
    const results = page.getByRole('list', { name: 'Found messages' });
    await results.getByText('<img src=x onerror="window.pwned=1">').first().waitFor();
    await expectNothingRan();
  });

  it('shows them as text in the settings of a room', async () => {
    const { page } = ann;
    await mallory.call(`mutation ($input: UpdateProfileInput!) { updateProfile(input: $input) { user { id } } }`, {
      input: { displayName: ATTACKS[0] },
    });
    const trudy = await registerOverApi(stage.product.url, 'trudy');
    await trudy.join('trap');
    await mallory.call(`mutation ($input: RoomUserInput!) { banFromRoom(input: $input) { room { id } } }`, {
      input: { room: 'trap', username: 'trudy', reason: ATTACKS[1] },
    });
    await page.goto('/rooms/trap');
    await page.getByRole('button', { name: 'Room settings' }).click();
    for (const [tab, shown] of [
      ['Members', ATTACKS[0]],
      ['Bans', '<svg onload'],
    ] as const) {
      await page.getByRole('tab', { name: tab }).click();
      await page.getByRole('list', { name: tab }).getByText(shown).first().waitFor();
      await expectNothingRan();
    }
  });

  it.each([
    ['/admin/users', '<img src=x'],
    ['/admin/rooms', '<img src=x'],
    ['/admin/messages', '<svg onload'],
  ])('shows them as text to an administrator at %s', async (path, shown) => {
    await ann.page.goto(path);
    await ann.page.getByRole('main').getByText(shown).first().waitFor();
    await expectNothingRan();
  });

  it('shows them as text in the browser of events', async () => {
    const { page } = ann;
    await page.goto('/admin/events');
    await page.getByRole('searchbox').fill('room-');
    await page
      .getByRole('link', { name: /^room-/ })
      .first()
      .click();
    await page.getByText('RoomCreated').click();
    await page.getByText('<script>window.pwned=1</script>').first().waitFor();
    await expectNothingRan();
  });

  it('refuses scripts, and characters that turn the direction of writing, in names', async () => {
    for (const name of ['<b>x</b>', 'a"onclick="x', 'javascript:x', '../etc', 'ann\u202Egnp', 'a\u2066b', 'a\u200Bb']) {
      await expect(registerOverApi(stage.product.url, name)).rejects.toThrow();
      await expect(mallory.createRoom(name)).rejects.toThrow();
    }
  });

  it('shows scripts in an address as text', async () => {
    for (const path of ['/rooms/%3Cimg%20src=x%20onerror=window.pwned=1%3E', '/login?next=javascript:window.pwned=1']) {
      await ann.page.goto(path);
      await ann.page.getByRole('main').waitFor();
      await expectNothingRan();
    }
  });

  it('violates its own policy nowhere', () => {
    expect(ann.complaints).toEqual([]);
  });
});
