import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Product, startProduct } from '../../tooling/product.ts';
import { copyWorkspace } from '../../tooling/workspace/workspace.ts';
import { type ApiUser, somebodyOverApi } from '../e2e/api.ts';
import { type Door, openDoor } from './door.ts';
import { type Page, pageOf } from './page/page.ts';
import type { Browser, Engine, Profile, ProfileOptions, Size } from './port.ts';

/** A day of one person: the furnished workspace, and a browser of one engine in front of it. */
export interface Day {
  engine: Engine['name'];
  door: Door;
  /** The tab that is open all day. */
  page: Page;
  /** A further tab beside it. */
  newTab(size?: Size): Promise<Page>;
  /** A browser that has never been here. */
  newcomer(options?: ProfileOptions): Promise<{ page: Page; leave(): Promise<void> }>;
  /** Somebody elsewhere, who speaks to the API, network or not. */
  user(name: string): Promise<ApiUser>;
  /** Those that are open. */
  tabs(): readonly Page[];
  complaints(): string[];
  end(): Promise<void>;
}

/** Where most acts play. Bob is there. */
export const ROOM = 'lunch';
const SCREENSHOTS = join(import.meta.dirname, 'screenshots');

export async function beginDay(engine: Engine): Promise<Day> {
  const dataDir = await mkdtemp(join(tmpdir(), 'confab-acts-'));
  const ends: (() => Promise<unknown>)[] = [() => rm(dataDir, { recursive: true, force: true })];
  const end = async () => {
    for (const each of ends.toReversed()) await each();
  };
  try {
    await copyWorkspace(dataDir);
    const [product, browser] = await Promise.all([startProduct({ dataDir }), engine.launch()]);
    ends.push(
      () => product.kill(),
      () => browser.close(),
    );
    const door = await openDoor(product.url);
    ends.push(() => door.close());
    return { engine: engine.name, door, end, ...(await arrive({ product, browser, door })) };
  } catch (error) {
    await end();
    throw error;
  }
}

interface Scene {
  product: Product;
  browser: Browser;
  door: Door;
}

async function arrive({ product, browser, door }: Scene): Promise<Omit<Day, 'engine' | 'door' | 'end'>> {
  const pages: Page[] = [];
  const newTab = async (profile: Profile, size?: Size) => {
    const page = pageOf(await profile.newTab(size), door.url);
    pages.push(page);
    return page;
  };
  const user = (name: string) => somebodyOverApi(product.url, name);
  await (await user('bob')).join(ROOM);
  const profile = await browser.newProfile();
  return {
    page: await newTab(profile),
    newTab: (size) => newTab(profile, size),
    async newcomer(options) {
      const another = await browser.newProfile(options);
      return { page: await newTab(another), leave: () => another.close() };
    },
    user,
    tabs: () => pages.filter(({ isOpen }) => isOpen()),
    complaints: () => pages.flatMap((page) => page.complaints()),
  };
}

/** Declares an act: what is seen when it fails is kept as a picture. */
export type Act = (name: string, play: (day: Day) => Promise<void>, timeoutMs?: number) => void;

export const actsOf =
  (today: () => Day, before: (day: Day) => Promise<void>): Act =>
  (name, play, timeoutMs = 60_000) => {
    it(
      name,
      async () => {
        const day = today();
        try {
          await before(day);
          await play(day);
        } catch (error) {
          await takePictures(day, `${day.engine}-${name.replace(/\W+/g, '-').slice(0, 60)}`);
          throw error;
        } finally {
          day.door.open();
        }
      },
      timeoutMs,
    );
  };

/** Of every tab that is open. */
async function takePictures(day: Day, name: string): Promise<void> {
  await mkdir(SCREENSHOTS, { recursive: true });
  for (const [index, page] of day.tabs().entries()) {
    const file = join(SCREENSHOTS, `${name}-${index + 1}.png`);
    await page.screenshot().then(
      (png) => writeFile(file, png),
      () => undefined,
    );
  }
}
