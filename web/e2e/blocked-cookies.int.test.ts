import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { launchWithoutCookies } from '../../tooling/chromium.ts';
import { en } from '../src/shared/locales/en/en.ts';
import { PASSWORD } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { enterTea, message, say, signInByForm } from './steps.ts';
import { openWorkspace } from './workspace/open-workspace.ts';

describe('a browser that blocks cookies', () => {
  let stage: Stage;
  let bob: Visitor;
  let folder: string;
  let context: BrowserContext;
  let page: Page;
  const complaints: string[] = [];

  beforeAll(async () => {
    stage = await openWorkspace();
    bob = await enterTea(stage);
    folder = await mkdtemp(join(tmpdir(), 'confab-e2e-'));
    context = await launchWithoutCookies(folder, { baseURL: stage.product.url, locale: 'en-GB' });
    page = await context.newPage();
    page.on('pageerror', (error) => complaints.push(error.stack ?? String(error)));
  }, 60_000);
  afterAll(async () => {
    await context?.close();
    await stage?.close();
    await rm(folder, { recursive: true, force: true });
  });

  it('is told on the sign-in page that nobody stays signed in without them', async () => {
    await page.goto('/');
    await page.getByRole('alert').filter({ hasText: en.session.cookies }).waitFor();
    await page.screenshot({ path: join(import.meta.dirname, 'screenshots/cookies-blocked.png') });
  });

  it('lets one read and write until the page is closed', async () => {
    await signInByForm(page, 'ann', PASSWORD);
    await page.getByText(en.app.notKept).waitFor();
    await page.getByRole('navigation', { name: 'Rooms and people' }).getByRole('link', { name: /^tea/ }).click();
    await say(page, 'without a cookie');
    await message(bob.page, 'without a cookie').waitFor();
    await message(page, 'without a cookie').waitFor();
  });

  it('never brings an error on the page', () => expect(complaints).toEqual([]));
});
