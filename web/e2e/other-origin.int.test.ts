import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from 'playwright-core';
import { PASSWORD, registerOverApi } from './api.ts';
import type { Stage } from './stage.ts';
import { openEmptyStage } from './workspace/open-workspace.ts';

/** What a page of another origin does with the API, GraphiQL among them. Resolves to the answer, or to why there was none. */
const ask = (url: string, query: string, headers: Record<string, string> = {}) => `
  fetch(${JSON.stringify(url)}, {
    method: 'POST',
    credentials: 'include',
    headers: { 'content-type': 'application/json', accept: 'application/json, multipart/mixed', ...${JSON.stringify(headers)} },
    body: ${JSON.stringify(JSON.stringify({ query }))},
  }).then((response) => response.json()).catch((error) => String(error))`;

describe('a page of another origin', () => {
  const servers: Server[] = [];
  let stage: Stage;
  let friend: string;
  let stranger: string;
  let api: string;

  async function servePage(): Promise<string> {
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'text/html');
      response.end('<!doctype html><title>Another page</title>');
    }).listen(0, '127.0.0.1');
    servers.push(server);
    await new Promise((resolve) => server.once('listening', resolve));
    return `http://localhost:${(server.address() as AddressInfo).port}`;
  }

  beforeAll(async () => {
    [friend, stranger] = [await servePage(), await servePage()];
    stage = await openEmptyStage({ env: { CONFAB_ALLOWED_ORIGINS: friend } });
    api = `${stage.product.url}/graphql`;
    await registerOverApi(stage.product.url, 'ann');
  }, 60_000);

  afterAll(async () => {
    await stage?.close();
    for (const server of servers) server.close();
  });

  async function open(url: string): Promise<Page> {
    const { page } = await stage.enter('ann');
    await page.goto(url);
    return page;
  }

  const LOGIN = `mutation { login(input: { username: "ann", password: "${PASSWORD}" }) { accessToken } }`;

  it('uses the API, the cookie and sockets where an operator allows it', async () => {
    const page = await open(friend);
    const signedIn = (await page.evaluate(ask(api, LOGIN))) as { data: { login: { accessToken: string } } };
    const authorization = `Bearer ${signedIn.data.login.accessToken}`;
    expect(await page.evaluate(ask(api, '{ me { username } }', { authorization }))).toEqual({
      data: { me: { username: 'ann' } },
    });
    expect(await page.evaluate(ask(`${api}/`, '{ __typename }'))).toEqual({ data: { __typename: 'Query' } });
    expect(await page.evaluate(ask(api, 'mutation { refreshSession { user { username } } }'))).toEqual({
      data: { refreshSession: { user: { username: 'ann' } } },
    });
    const acknowledged = await page.evaluate(`new Promise((resolve) => {
      const socket = new WebSocket(${JSON.stringify(api.replace(/^http/, 'ws'))}, 'graphql-transport-ws');
      socket.onopen = () => socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: '${authorization}' } }));
      socket.onmessage = ({ data }) => resolve(data);
      socket.onclose = ({ code }) => resolve(code);
    })`);
    expect(acknowledged).toBe('{"type":"connection_ack"}');
  });

  it('reads nothing where none is allowed to', async () => {
    const page = await open(stranger);
    expect(await page.evaluate(ask(api, LOGIN))).toMatch(/^TypeError/);
    expect(await page.evaluate(ask(api, '{ __typename }'))).toMatch(/^TypeError/);
  });
});
