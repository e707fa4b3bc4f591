import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import { askedOrigin, clientOf, isForwarded, mayUseCookie } from './client.ts';
import { createCookieJar } from './refresh-cookie.ts';

function requestWith(headers: Record<string, string>): IncomingMessage {
  const request = new IncomingMessage(new Socket());
  Object.assign(request.headers, headers);
  return request;
}

describe('a client', () => {
  const forwarded = { 'x-forwarded-for': '6.6.6.6, 1.2.3.4', 'x-forwarded-proto': 'https' };

  it('is who the proxy saw, where the proxy is trusted', () => {
    expect(clientOf(requestWith(forwarded), true)).toEqual({ address: '1.2.3.4', secure: true });
    expect(clientOf(requestWith(forwarded), false)).toEqual({ address: 'unknown', secure: false });
  });

  it('is outside where a trusted proxy speaks for it', () => {
    expect(isForwarded(requestWith(forwarded), true)).toBe(true);
    expect(isForwarded(requestWith({}), true)).toBe(false);
    expect(isForwarded(requestWith(forwarded), false)).toBe(false);
  });

  it.each([
    ['chat.example', 'https://chat.example'],
    ['Chat.example:8443', 'https://chat.example:8443'],
    ['[::1]:4000', 'https://[::1]:4000'],
    ['chat.example/evil?x=', undefined],
    ['user@evil.example', undefined],
    ['', undefined],
  ])('that asks %j asked the origin %s', (host, origin) => {
    expect(askedOrigin(requestWith({ host }), { address: '', secure: true })).toBe(origin);
  });

  it.each([
    [{ host: 'chat.example' }, true],
    [{ host: 'chat.example', origin: 'https://chat.example' }, true],
    [{ host: 'chat.example', origin: 'http://chat.example' }, false],
    [{ host: 'chat.example', origin: 'https://evil.example' }, false],
    [{ host: 'chat.example', origin: 'null' }, false],
    [{ host: 'chat.example', origin: 'https://app.example' }, true],
  ])('with %j may use the cookie: %s', (headers, allowed) => {
    const request = requestWith(headers as Record<string, string>);
    expect(mayUseCookie(request, { address: '', secure: true }, ['https://app.example'])).toBe(allowed);
  });

  it('gets a cookie that is for https only where it came by https', () => {
    const request = requestWith({ cookie: 'a=b; confab_refresh=abc.def; c=d' });
    const response = new ServerResponse(request);
    const jar = createCookieJar({ request, response, client: { address: '', secure: true }, allowedOrigins: [] });
    expect(jar.refreshToken).toBe('abc.def');
    jar.setRefreshToken('new');
    expect(response.getHeader('set-cookie')).toMatch(/^confab_refresh=new; .*; Secure$/);
  });
});
