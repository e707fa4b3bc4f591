import type { Page } from 'playwright-core';
import { drawn, type Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { composer, openRoom, signIn } from './steps.ts';
import { openWorkspace, VIEWER, WORKSPACE_PASSWORD } from './workspace/open-workspace.ts';

interface Manifest {
  name: string;
  display: string;
  start_url: string;
  icons: { src: string; type: string; sizes: string; purpose?: string }[];
}

/** The width and height that a PNG tells in its first chunk (https://www.w3.org/TR/png-3/#11IHDR). */
const sizeOfPng = (body: Buffer): string => `${body.readUInt32BE(16)}x${body.readUInt32BE(20)}`;

describe('the app on a home screen', () => {
  let stage: Stage;
  let ann: Visitor;
  let page: Page;

  beforeAll(async () => {
    stage = await openWorkspace({ chromium: 'whole' });
    ann = await stage.enter(VIEWER, { hasTouch: true, isMobile: true, viewport: { width: 390, height: 844 } });
    page = ann.page;
    await signIn(page, VIEWER, WORKSPACE_PASSWORD);
  }, 60_000);
  afterAll(() => stage?.close());

  it('has a manifest of the right type, which the page may load', async () => {
    const href = (await page.locator('link[rel="manifest"]').getAttribute('href')) ?? '';
    const answer = await page.request.get(href);
    expect(answer.headers()['content-type']).toMatch(/^application\/manifest\+json/);
    expect(answer.headers()['content-security-policy']).toMatch(/manifest-src 'self'/);
    const manifest = (await answer.json()) as Manifest;
    expect(manifest).toMatchObject({ name: 'Confab', display: 'standalone', start_url: '/' });
    const devtools = await ann.context.newCDPSession(page);
    expect(await devtools.send('Page.getAppManifest')).toMatchObject({ errors: [] });
    const { installabilityErrors } = await devtools.send('Page.getInstallabilityErrors');
    // The browser of a test keeps nothing, which is the one thing in the way.
    expect(installabilityErrors.map(({ errorId }) => errorId)).toEqual(['in-incognito']);
  });

  it('has icons that are there, as large as they say, and small to load', async () => {
    const manifest = (await (await page.request.get('/manifest.webmanifest')).json()) as Manifest;
    for (const { src, type, sizes } of manifest.icons) {
      const answer = await page.request.get(src);
      const body = await answer.body();
      expect([answer.status(), answer.headers()['content-type']]).toEqual([200, type]);
      if (type === 'image/png') expect(sizeOfPng(body)).toBe(sizes);
      expect(body.length).toBeLessThan(20_000);
    }
    expect(manifest.icons.some(({ purpose }) => purpose === 'maskable')).toBe(true);
    const touch = await page.request.get(
      (await page.locator('link[rel="apple-touch-icon"]').getAttribute('href')) ?? '',
    );
    expect(sizeOfPng(await touch.body())).toBe('180x180');
  });

  const barColours = () =>
    page
      .locator('meta[name="theme-color"]')
      .evaluateAll((metas) => metas.map((meta) => meta.getAttribute('content') ?? ''));

  it('has the bars of the phone in the colour of its own, in the theme of the system and in one’s own', async () => {
    const [light, dark] = await barColours();
    expect([light, dark]).toEqual(['#f4f5f9', '#101217']);
    await page.getByRole('button', { name: /^Account/ }).tap();
    await page.getByRole('radio', { name: 'Dark' }).press('Space');
    expect(await barColours()).toEqual([dark, dark]);
    await page.getByRole('radio', { name: 'System' }).press('Space');
    expect(await barColours()).toEqual([light, dark]);
    await page.keyboard.press('Escape');
  });

  it('gives its height to the keyboard, and has nothing under notch, corners and the line at the lower edge', async () => {
    const viewport = await page.locator('meta[name="viewport"]').getAttribute('content');
    expect(viewport).toMatch(/viewport-fit=cover/);
    expect(viewport).toMatch(/interactive-widget=resizes-content/);
    await openRoom(page, 'general');
    await composer(page).waitFor();
    const insets = { top: 47, bottom: 34, left: 20, right: 20 };
    const devtools = await ann.context.newCDPSession(page);
    await devtools.send('Emulation.setSafeAreaInsetsOverride' as never, { insets } as never);
    await drawn(page);
    const [bar, writing] = await Promise.all([
      page.getByRole('banner').first().boundingBox(),
      page.locator('form.composer').boundingBox(),
    ]);
    expect(bar?.y).toBe(insets.top);
    expect(bar?.x).toBe(insets.left);
    expect((writing?.y ?? 844) + (writing?.height ?? 0)).toBeLessThanOrEqual(844 - insets.bottom);
    expect((writing?.x ?? 390) + (writing?.width ?? 0)).toBeLessThanOrEqual(390 - insets.right);
    await page.getByRole('button', { name: /^Menu/ }).tap();
    const drawer = page.getByRole('dialog', { name: 'Confab' });
    const head = await drawer.getByRole('button', { name: 'Close menu' }).boundingBox();
    expect(head?.y).toBeGreaterThanOrEqual(insets.top);
    await ann.screenshot('safe-areas');
  });

  it('no script fails meanwhile', () => expect(ann.complaints).toEqual([]));
});
