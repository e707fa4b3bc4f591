import { type ReverseProxy, startReverseProxy } from '../../tooling/reverse-proxy.ts';
import { PASSWORD, registerOverApi } from './api.ts';
import type { Visitor } from './browser.ts';
import type { Stage } from './stage.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

describe('a browser that keeps its session', () => {
  const stages: Stage[] = [];
  let proxy: ReverseProxy;
  let visitor: Visitor;

  beforeAll(async () => {
    for (const name of ['ann', 'bob']) {
      const stage = await openEmptyStage();
      stages.push(stage);
      await registerOverApi(stage.product.url, name);
    }
    const [first] = stages as [Stage, Stage];
    proxy = await startReverseProxy(first.product.url, { keepsHost: false });
    visitor = await first.enter('somebody');
  }, 60_000);

  afterAll(async () => {
    proxy?.close();
    await Promise.all(stages.map((stage) => stage.close()));
  });

  const enter = async (url: string, name: string) => {
    const { page } = visitor;
    await page.goto(`${url}/login`);
    await page.getByRole('textbox', { name: 'Username' }).fill(name);
    await page.getByRole('textbox', { name: 'Password' }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await page.getByRole('textbox', { name: 'Room name' }).waitFor();
  };
  const isSignedIn = async (url: string, name: string) => {
    await visitor.page.goto(url);
    await visitor.page
      .getByRole('button', { name: new RegExp(name) })
      .first()
      .waitFor();
  };

  it('is signed in to two servers on one host at once, over reloads of both', async () => {
    const [first, second] = stages.map(({ product }) => product.url) as [string, string];
    await enter(first, 'ann');
    await enter(second, 'bob');
    await isSignedIn(first, 'ann');
    await isSignedIn(second, 'bob');
    await isSignedIn(first, 'ann');
  });

  it('stays signed in behind a proxy that changes Host', async () => {
    await enter(proxy.url, 'ann');
    await isSignedIn(proxy.url, 'ann');
    await isSignedIn(`${proxy.url}/settings`, 'ann');
  });
});
