import { rm } from 'node:fs/promises';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { type ChromiumKind, launchChromium } from '../../tooling/chromium.ts';
import { type Product, startProduct } from '../../tooling/product.ts';
import { type ApiUser, somebodyOverApi } from './api.ts';
import { type Visitor, visit } from './browser.ts';

/** The started product and a browser for any number of people. Most suites stand on the furnished workspace: `openWorkspace`. */
export interface Stage {
  product: Product;
  browser: Browser;
  /** Somebody at a browser of their own. */
  enter(name: string, options?: BrowserContextOptions): Promise<Visitor>;
  /** Somebody who speaks to the API: who has an account signs in, who has none gets one. */
  user(name: string): Promise<ApiUser>;
  /** Starts the product again, at the same address with the same data, after it was killed. */
  revive(): Promise<void>;
  close(): Promise<void>;
}

export interface StageOptions {
  /** Further variables for the product. */
  env?: Record<string, string>;
  /** A shell by default, which has no notifications. */
  chromium?: ChromiumKind;
  /** What the product starts from. Removed when the stage is closed. */
  dataDir: string;
}

export async function openStage({ env = {}, chromium, dataDir }: StageOptions): Promise<Stage> {
  const [product, browser] = await Promise.all([startProduct({ dataDir, env }), launchChromium(chromium)]);
  const stage: Stage = {
    product,
    browser,
    enter: (name, options) => visit(browser, product.url, name, options),
    user: (name) => somebodyOverApi(product.url, name),
    async revive() {
      stage.product = await startProduct({ dataDir, env, port: Number(new URL(product.url).port) });
    },
    async close() {
      // Nobody needs what it would write down in the end.
      await Promise.all([browser.close(), stage.product.kill()]);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
  return stage;
}
