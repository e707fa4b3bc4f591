import type { Page } from 'playwright-core';
import type { Visitor } from './browser.ts';
import { composer } from './steps.ts';

/** Opens a further tab of the visitor's browser at a room or private conversation, and waits until it is shown. */
export async function openTab(visitor: Visitor, path: string): Promise<Page> {
  const page = await visitor.context.newPage();
  page.on('pageerror', (error) => visitor.complaints.push(error.stack ?? String(error)));
  await page.goto(path);
  await composer(page).waitFor();
  return page;
}

/** How many sockets of signed-in users the gateway has. */
export async function socketsOf(url: string): Promise<number> {
  const metrics = await (await fetch(`${url}/metrics`)).text();
  const [, count] = /^confab_gateway_sockets (\d+)$/m.exec(metrics) ?? [];
  if (count === undefined) throw new Error('the gateway counts no sockets');
  return Number(count);
}

/** Writes down every text that an element has from now on. Returns how to read them. */
export async function watchTexts(page: Page, selector: string): Promise<() => Promise<string[]>> {
  await page.evaluate(`{
    const element = document.querySelector(${JSON.stringify(selector)});
    const texts = (globalThis.textsSeen ??= {})[${JSON.stringify(selector)}] = [];
    const look = () => {
      const text = element.textContent.trim();
      if (texts.at(-1) !== text) texts.push(text);
    };
    new MutationObserver(look).observe(element, { subtree: true, childList: true, characterData: true });
    look();
  }`);
  return () => page.evaluate<string[]>(`globalThis.textsSeen[${JSON.stringify(selector)}]`);
}

/** Writes down when each attempt of a page to connect failed from now on, in milliseconds. */
export function watchFailures(page: Page): readonly number[] {
  const failures: number[] = [];
  page.on('console', (entry) => {
    if (entry.text().includes('WebSocket connection')) failures.push(performance.now());
  });
  return failures;
}
