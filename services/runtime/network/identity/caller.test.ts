import { createContextValues } from '@connectrpc/connect';
import { type Call, callKey } from '../rpc/call.ts';
import { createCallers } from './caller.ts';
import type { Identity } from './port.ts';

const alice: Identity = { userId: 'u', username: 'Alice', role: 'MEMBER', sessionId: 's', expiresAtMs: 1 };
const callers = createCallers({ verify: async () => alice });
const context = (call: Partial<Call>) => ({
  values: createContextValues().set(callKey, { correlationId: 'c', ...call }),
});

describe('createCallers', () => {
  it('names the user of the token', async () => {
    expect(await callers.user(context({ token: 'T' }))).toEqual(alice);
  });

  it('refuses a call without a token, even by a service', async () => {
    await expect(callers.user(context({ service: 'rooms' }))).rejects.toMatchObject({ code: 'UNAUTHENTICATED' });
  });

  it('names the calling service', () => {
    expect(callers.service(context({ service: 'rooms' }))).toBe('rooms');
    expect(callers.service(context({ service: 'rooms' }), 'gateway', 'rooms')).toBe('rooms');
  });

  it('refuses users and services that are not allowed', () => {
    expect(() => callers.service(context({ token: 'T' }))).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => callers.service(context({ service: 'rooms' }), 'gateway')).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });
});
