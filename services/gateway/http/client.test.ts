import { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import { askedOrigin, clientOf, isForwarded, ownPage } from './client.ts';

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
    [{ host: 'chat.example', origin: 'https://chat.example' }, true],
    [{ host: 'chat.example', origin: 'http://chat.example' }, false],
    [{ host: 'chat.example', origin: 'https://evil.example' }, false],
    [{ host: 'chat.example', origin: 'null', 'sec-fetch-site': 'same-origin' }, false],
    [{ host: 'chat.example', origin: '' }, false],
    [{ host: 'confab:4000', origin: 'https://chat.example' }, false],
    [{ host: 'confab:4000', origin: 'https://chat.example', 'sec-fetch-site': 'same-origin' }, true],
    [{ host: 'confab:4000', origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }, false],
    [{ host: 'confab:4000', origin: 'https://evil.chat.example', 'sec-fetch-site': 'same-site' }, false],
    [{ host: 'confab:4000', origin: 'https://talk.example' }, true],
  ])('with %j is a page of this server: %s', (headers, isOwn) => {
    const request = requestWith(headers as Record<string, string>);
    const origin = isOwn ? headers.origin : undefined;
    expect(ownPage(request, { address: '', secure: true }, 'https://talk.example')).toBe(origin);
  });
});
