import { eventually } from '@confab/runtime/testing/eventually';
import type { Tab } from '../port.ts';
import { type Finder, finderOf } from './part.ts';

/** A tab with the app in it. */
export interface Page extends Tab, Finder {
  /** Goes to an address of the app. */
  open(path: string): Promise<void>;
  /** The address that is shown, from the path on. */
  address(): Promise<string>;
  /** Resolves once the address is, or begins with, this one. */
  at(path: string): Promise<void>;
  reload(): Promise<void>;
  /** Nobody has closed it. */
  isOpen(): boolean;
}

export function pageOf(tab: Tab, url: string): Page {
  const address = () => tab.evaluate<string>('decodeURIComponent(location.pathname + location.search)');
  let open = true;
  return {
    ...tab,
    ...finderOf(tab),
    address,
    isOpen: () => open,
    async close() {
      open = false;
      await tab.close();
    },
    open: (path) => tab.goto(new URL(path, url).href),
    at: (path) =>
      eventually(async () => expect((await address()).slice(0, path.length)).toBe(path), { timeoutMs: 15_000 }),
    reload: async () => tab.goto(new URL(await address(), url).href),
  };
}
