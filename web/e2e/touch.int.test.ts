import { readFileSync } from 'node:fs';
import type { CDPSession } from 'playwright-core';
import { PASSWORD } from './api.ts';
import { drawn, type Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { signIn } from './steps.ts';
import { openFurnishedStage } from './views/furnish.ts';
import { openViews } from './views/pages.ts';
import { languages, type View } from './views/view.ts';
import { views } from './views/views.ts';
import { misfits } from './window-fit.ts';
import { VIEWER } from './workspace/open-workspace.ts';

const FAULTS = readFileSync(new URL('in-page/touch.js', import.meta.url), 'utf8');
const PHONE = { width: 390, height: 844, deviceScaleFactor: 1 };

describe('with a finger on a phone', () => {
  const texts = languages.en;
  let stage: Stage;
  let ann: Visitor;
  let devtools: CDPSession;

  beforeAll(async () => {
    stage = await openFurnishedStage();
    ann = await stage.enter(VIEWER, { viewport: PHONE, reducedMotion: 'reduce' });
    devtools = await ann.context.newCDPSession(ann.page);
  }, 60_000);
  afterAll(() => stage?.close());

  /** Views are opened by mouse and keys, and looked at as they are on a screen that is touched. */
  async function touching<Result>(look: () => Promise<Result>): Promise<Result> {
    await devtools.send('Emulation.setDeviceMetricsOverride', { ...PHONE, mobile: true });
    await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: true, maxTouchPoints: 5 });
    await drawn(ann.page);
    expect(await ann.page.evaluate(`matchMedia('(pointer: coarse)').matches`)).toBe(true);
    try {
      return await look();
    } finally {
      await devtools.send('Emulation.setTouchEmulationEnabled', { enabled: false });
      await devtools.send('Emulation.setDeviceMetricsOverride', { ...PHONE, mobile: false });
      await drawn(ann.page);
    }
  }

  async function examine({ open, leave }: View): Promise<void> {
    const { page } = ann;
    await open(page, texts);
    try {
      const found = await touching(async () => [...(await page.evaluate<string[]>(FAULTS)), ...(await misfits(page))]);
      expect(found).toEqual([]);
    } finally {
      await leave?.(page, texts);
    }
  }

  const onPhones = (list: readonly View[]) => list.filter(({ from = 0 }) => from <= PHONE.width);

  it.each(onPhones(openViews))('everything is large enough, and the keyboard knows each field: $name', examine);

  it('lets ann in', () => signIn(ann.page, VIEWER, PASSWORD, texts));

  it.each(onPhones(views))('everything is large enough, and the keyboard knows each field: $name', examine);
});
