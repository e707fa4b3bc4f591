import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type Product, startProduct } from '../../tooling/product.ts';
import { launchBrowser, type Visitor, visit } from './browser.ts';

/** The started product on an empty folder, and a browser for any number of people. */
export interface Stage {
  product: Product;
  browser: Browser;
  /** Somebody at a browser of their own. */
  enter(name: string, options?: BrowserContextOptions): Promise<Visitor>;
  close(): Promise<void>;
}

export async function openStage(): Promise<Stage> {
  const dataDir = await mkdtemp(join(tmpdir(), 'confab-e2e-'));
  const product = await startProduct({ dataDir });
  const browser = await launchBrowser();
  return {
    product,
    browser,
    enter: (name, options) => visit(browser, product.url, name, options),
    async close() {
      await browser.close();
      await product.stop();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
