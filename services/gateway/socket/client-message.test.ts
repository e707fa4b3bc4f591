import { toMessage, UnusableId } from './client-message.ts';

const message = (value: object) => toMessage(JSON.stringify(value));
const LONG = 'x'.repeat(20_000);

describe('a message of a client', () => {
  it('is kept as far as somebody reads it', () => {
    const payload = { query: '{ me { id } }', variables: { a: 1 }, extensions: { junk: LONG }, junk: LONG };
    expect(message({ id: '1', type: 'subscribe', payload, junk: LONG })).toEqual({
      ...{ id: '1', type: 'subscribe' },
      payload: { query: '{ me { id } }', variables: { a: 1 }, operationName: undefined, length: expect.any(Number) },
    });
    expect(message({ id: '1', type: 'complete', payload })).toEqual({ id: '1', type: 'complete' });
    expect(message({ type: 'connection_init', payload: { a: 1 }, junk: LONG })).toEqual({
      ...{ type: 'connection_init', payload: { a: 1 } },
    });
  });

  it('brings its ping back where that is small', () => {
    expect(message({ type: 'ping', payload: { n: 1 } })).toEqual({ type: 'ping', payload: { n: 1 } });
    expect(message({ type: 'ping', payload: { junk: LONG } })).toEqual({ type: 'ping' });
    expect(message({ type: 'pong', payload: { junk: LONG } })).toEqual({ type: 'pong' });
    expect(toMessage(`{"type":"ping","payload":${'{"a":'.repeat(9_000)}1${'}'.repeat(9_000)}}`)).toEqual({
      type: 'ping',
    });
  });

  it('names its operation in at most 128 characters; another is refused under the id that it has', () => {
    const refused = message({ id: LONG, type: 'subscribe', payload: { query: '{ me { id } }' } });
    expect(refused).toBeInstanceOf(UnusableId);
    expect(JSON.parse((refused as UnusableId).answer())).toMatchObject({
      ...{ id: LONG, type: 'error' },
      payload: [{ extensions: { code: 'BAD_USER_INPUT', field: 'id' } }],
    });
    expect(message({ id: LONG, type: 'complete' })).toEqual({ type: 'pong' });
  });

  it.each(['{', '[]', '7', 'null', '{"type":"hello"}', '{"id":7,"type":"subscribe","payload":{"query":""}}'])(
    'is left to the protocol where it is none: %s',
    (text) => {
      expect(toMessage(text)).not.toBeInstanceOf(UnusableId);
    },
  );
});
