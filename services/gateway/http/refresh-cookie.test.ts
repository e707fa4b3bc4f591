import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { createCookieJar } from './refresh-cookie.ts';

function jarFor(headers: Record<string, string>, { secure = false, publicUrl = '' } = {}) {
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, headers);
  const response = new ServerResponse(request);
  const refused: unknown[] = [];
  const jar = createCookieJar({
    ...{ request, response, client: { address: '', secure }, allowedOrigins: ['https://app.example'] },
    publicUrl: publicUrl || undefined,
    onRefused: (page) => refused.push(page),
  });
  const set = () => [response.getHeader('set-cookie') ?? []].flat().map((cookie) => String(cookie).split('; ')[0]);
  return { jar, refused, response, set };
}

const page = (host: string, cookie = '') => ({ host, origin: `http://${host}`, cookie });

describe('the refresh cookie', () => {
  it('is for https only where the request came by https', () => {
    const { jar, response } = jarFor({ cookie: 'a=b; confab_refresh=abc.def; c=d' }, { secure: true });
    expect(jar.refreshToken).toBe('abc.def');
    jar.setRefreshToken('new');
    expect(response.getHeader('set-cookie')).toEqual([expect.stringMatching(/^confab_refresh=new; .*; Secure$/)]);
  });

  it('has a name for each port, so that two servers on one host sign nobody out of the other', () => {
    const cookie = 'confab_refresh=of-80; confab_refresh_4000=of-4000; confab_refresh_5000=of-5000';
    const one = jarFor(page('chat.example:4000', cookie));
    expect(one.jar.refreshToken).toBe('of-4000');
    one.jar.setRefreshToken('next');
    expect(one.set()).toEqual(['confab_refresh_4000=next']);
    const other = jarFor(page('chat.example:5000', cookie));
    expect(other.jar.refreshToken).toBe('of-5000');
    other.jar.clearRefreshToken();
    expect(other.set()).toEqual(['confab_refresh_5000=']);
    expect(jarFor(page('chat.example', cookie)).jar.refreshToken).toBe('of-80');
  });

  it('is found under the name that it had once, and renamed', () => {
    const { jar, set } = jarFor(page('chat.example:4000', 'confab_refresh=old'));
    expect(jar.refreshToken).toBe('old');
    jar.setRefreshToken('next');
    expect(set()).toEqual(['confab_refresh_4000=next', 'confab_refresh=']);
  });

  it('leaves the plain one to the server that it is of, where somebody signs in beside it', () => {
    const { jar, set } = jarFor(page('chat.example:4000', 'confab_refresh=of-80'));
    jar.setRefreshToken('new');
    expect(set()).toEqual(['confab_refresh_4000=new']);
  });

  it('has the port that the page knows, whatever a proxy makes of Host', () => {
    const behind = { host: 'confab:4000', origin: 'https://chat.example:8443', 'sec-fetch-site': 'same-origin' };
    const { jar, set, refused } = jarFor(behind);
    jar.setRefreshToken('next');
    expect(set()).toEqual(['confab_refresh_8443=next']);
    expect(refused).toEqual([]);
    const elsewhere = jarFor(
      { host: 'confab:4000', origin: 'https://app.example' },
      { publicUrl: 'https://a.example' },
    );
    elsewhere.jar.setRefreshToken('next');
    expect(elsewhere.set()).toEqual(['confab_refresh=next']);
  });

  it('is kept from a page that is not known to be of this server, and that is told', () => {
    const headers = { host: 'confab:4000', origin: 'http://chat.example', cookie: 'confab_refresh_4000=x' };
    const { jar, set, refused } = jarFor(headers);
    expect(jar.refreshToken).toBeUndefined();
    jar.setRefreshToken('next');
    jar.clearRefreshToken();
    expect(set()).toEqual([]);
    expect(refused).toEqual([
      { origin: 'http://chat.example', host: 'confab:4000' },
      { origin: 'http://chat.example', host: 'confab:4000' },
    ]);
  });
});
