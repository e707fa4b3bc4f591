import { eventually } from '@confab/runtime/testing/eventually';
import type { Size } from '../../port.ts';
import type { Commands } from './protocol.ts';

/** No window of MiniBrowser is narrower than its row of buttons. */
const NARROWEST = 447;

/** Whether a page of that width takes a frame in a wider window. */
export function takesFrame({ width }: Size): boolean {
  return width < NARROWEST;
}

/** The value of an expression in the window, or frame, that commands go to. */
export function run<T>(commands: Commands, expression: string): Promise<T> {
  return commands.post<T>('/execute/sync', { script: `return (${expression});`, args: [] });
}

/** Makes the window so large that its page has the size, or is at least as wide as a window can be. */
export async function sizeWindow(commands: Commands, size: Size): Promise<void> {
  const wanted = { ...size, width: Math.max(size.width, NARROWEST) };
  await eventually(
    async () => {
      const page = await run<Size>(commands, '{ width: innerWidth, height: innerHeight }');
      if (page.width === wanted.width && page.height === wanted.height) return;
      const rect = await commands.get<Size>('/window/rect');
      await commands.post('/window/rect', {
        width: rect.width + wanted.width - page.width,
        height: rect.height + wanted.height - page.height,
      });
      throw new Error(`The page has ${page.width} × ${page.height} pixels, not ${wanted.width} × ${wanted.height}`);
    },
    { timeoutMs: 10_000 },
  );
}

/** Loads an address into a frame of that size, in the upper left corner of a page of the same origin. */
export async function loadInFrame(commands: Commands, url: string, { width, height }: Size): Promise<void> {
  await commands.post('/url', { url: new URL('/healthz', url).href });
  await run(
    commands,
    `new Promise((resolve) => {
      const frame = document.createElement('iframe');
      Object.assign(frame.style, { position: 'fixed', inset: '0', border: '0', width: '${width}px', height: '${height}px' });
      frame.onload = () => resolve();
      frame.src = ${JSON.stringify(url)};
      document.body.replaceChildren(frame);
    })`,
  );
}

/**
 * A PNG of the window. The driver answers once the page has been painted anew, which a page that rests never is: a dot that nobody sees
 * changes its colour meanwhile.
 */
export async function screenshotOf(commands: Commands): Promise<Buffer> {
  await run(
    commands,
    `(() => {
      const dot = document.body.appendChild(document.createElement('i'));
      Object.assign(dot.style, { position: 'fixed', inset: 'auto 0 0 auto', width: '1px', height: '1px', opacity: '0.01' });
      let isDark = false;
      const timer = setInterval(() => { dot.style.background = (isDark = !isDark) ? '#000' : '#fff'; }, 16);
      globalThis.stopPainting = () => { clearInterval(timer); dot.remove(); };
    })()`,
  );
  try {
    return Buffer.from(await commands.get<string>('/screenshot'), 'base64');
  } finally {
    await run(commands, 'globalThis.stopPainting?.()');
  }
}
