import { eventually } from '@confab/runtime/testing/eventually';
import type { Tab } from '../port.ts';
import { finding, functionOf, inWords, type Query, type Words } from './query.ts';

/** A machine that builds and tests at the same time is slow now and then. */
const WITHIN_MS = 15_000;

export interface Finder {
  role(role: string, name?: Words): Part;
  css(selector: string): Part;
  text(text: Words): Part;
}

/** A part of the page, found anew each time. What is done to it waits until it can be done. */
export interface Part extends Finder {
  having(text: Words): Part;
  nth(index: number): Part;
  /** Resolves once there is one. */
  shown(timeoutMs?: number): Promise<void>;
  /** Resolves once there is none. */
  gone(timeoutMs?: number): Promise<void>;
  count(): Promise<number>;
  /** What the function, given as text, makes of the element. */
  tell<T>(source: string): Promise<T>;
  /** The text that is seen. */
  content(): Promise<string>;
  contents(): Promise<string[]>;
  value(): Promise<string>;
  attribute(name: string): Promise<string | null>;
  /** Whether the focus is on it or in it. */
  hasFocus(): Promise<boolean>;
  hover(): Promise<void>;
  click(): Promise<void>;
  /** Clicks into it and types, in place of what is there. */
  write(text: string): Promise<void>;
  /** Gives it the focus and presses keys. */
  press(keys: string): Promise<void>;
  /** Chooses an option of a select. */
  choose(value: string): Promise<void>;
}

const [POINT, AIM] = ['point', 'aim'].map((name) => functionOf(name)) as [string, string];

interface Point {
  x: number;
  y: number;
  free: boolean;
  disabled: boolean;
}

/** What finds parts of a tab's page, within the part that a query describes if there is one. */
export function finderOf(tab: Tab, within?: Query): Finder {
  const part = (query: Query) => createPart(tab, { ...query, ...(within && { within }) });
  return {
    role: (role, name) => part({ role, ...(name !== undefined && { name }) }),
    css: (css) => part({ css }),
    text: (text) => part({ text }),
  };
}

function createPart(tab: Tab, query: Query): Part {
  const look = <T>(tell: string) => tab.evaluate<T>(finding(query, tell));
  const soon = (assertion: () => Promise<void>, timeoutMs = WITHIN_MS) => eventually(assertion, { timeoutMs });
  const fail = (what: string): never => {
    throw new Error(`${inWords(query)} ${what}`);
  };

  async function tell<T>(source: string): Promise<T> {
    let told: { value: T } | undefined;
    await soon(async () => {
      const answer = await look<{ value: T } | null>(`([element]) => element ? { value: (${source})(element) } : null`);
      told = answer ?? fail('is not there');
    });
    return (told as { value: T }).value;
  }

  /** Where it is once it rests there. */
  async function point(isFree: boolean): Promise<Point> {
    let last: Point | null = null;
    await soon(async () => {
      const before = last;
      last = (await look<Point | null>(POINT)) ?? fail('is not there');
      if (last.x !== before?.x || last.y !== before.y) fail('moves');
      if (isFree && !last.free) fail('is covered');
      if (isFree && last.disabled) fail('is disabled');
    });
    return last as unknown as Point;
  }

  const self: Part = {
    ...finderOf(tab, query),
    having: (having) => createPart(tab, query.having === undefined ? { ...query, having } : { ...query, having }),
    nth: (nth) => createPart(tab, { ...query, nth }),
    shown: (timeoutMs) => soon(async () => void ((await self.count()) > 0 || fail('is not there')), timeoutMs),
    gone: (timeoutMs) => soon(async () => void ((await self.count()) === 0 || fail('is still there')), timeoutMs),
    count: () => look('({ length }) => length'),
    tell,
    content: () => tell('({ innerText }) => innerText.trim()'),
    contents: () => look('(all) => all.map(({ innerText }) => innerText.trim())'),
    value: () => tell('({ value }) => value'),
    attribute: (name) => tell(`(element) => element.getAttribute(${JSON.stringify(name)})`),
    hasFocus: () => tell('(element) => element.contains(document.activeElement)'),
    async hover() {
      const { x, y } = await point(false);
      await tab.move(x, y);
    },
    async click() {
      await soon(async () => {
        const { x, y } = await point(true);
        await look(AIM);
        await tab.click(x, y);
        // A document that is gone by now was left by the click.
        const missed = await tab.evaluate<string | null>('globalThis.aim?.end() ?? null').catch(() => null);
        if (missed !== null) fail(`was not hit by the click, but ${missed}`);
      });
    },
    async write(text) {
      await self.click();
      if ((await self.value()) !== '') {
        await tab.press('Control+a');
        await tab.press('Delete');
      }
      await tab.type(text);
    },
    async press(keys) {
      await tell('(element) => element.focus()');
      await tab.press(keys);
    },
    async choose(value) {
      const given = JSON.stringify(value);
      await tell(`(select) => {
        select.value = ${given};
        select.dispatchEvent(new Event('change', { bubbles: true }));
      }`);
    },
  };
  return self;
}
