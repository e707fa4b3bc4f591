import { ABOUT_REQUESTS, type Size, type Tab } from '../../port.ts';
import { pointing, pressing, typing } from './keys.ts';
import type { Session } from './session.ts';
import { loadInFrame, run, screenshotOf, sizeWindow, takesFrame } from './window.ts';

/** Opens a window of a session; the first tab takes the one that the session came with. */
export async function openTab(session: Session, size: Size): Promise<Tab> {
  const { commands, inTurn } = session;
  const framed = takesFrame(size);
  const handle = await inTurn(() => session.newWindow());
  const from = session.output().length;

  /** Commands go to one window of a session, and one frame in it. */
  const here = <T>(act: () => Promise<T>, inFrame = framed): Promise<T> =>
    inTurn(async () => {
      await commands.post('/window', { handle });
      if (inFrame) await commands.post('/frame', { id: 0 });
      return act();
    });
  const perform = async (actions: object) => void (await here(() => commands.post('/actions', actions)));

  await here(() => sizeWindow(commands, size), false);
  return {
    goto: (url) =>
      here(
        async () => void (await (framed ? loadInFrame(commands, url, size) : commands.post('/url', { url }))),
        false,
      ),
    evaluate: (expression) => here(() => run(commands, expression)),
    press: (keys) => perform(pressing(keys)),
    type: (text) => perform(typing(text)),
    move: (x, y) => perform(pointing(x, y, { press: false })),
    click: (x, y) => perform(pointing(x, y, { press: true })),
    screenshot: () => here(() => screenshotOf(commands), false),
    complaints: () =>
      session
        .output()
        .slice(from)
        .split('\n')
        .filter((line) => /CONSOLE \w+ ERROR/.test(line) && !ABOUT_REQUESTS.test(line)),
    close: () => here(() => commands.delete('/window'), false),
  };
}
