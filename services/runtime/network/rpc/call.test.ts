import { createContextKey } from '@connectrpc/connect';
import { callKey, callOf, valuesOf } from './call.ts';

const CALL = { correlationId: 'c', token: 't' };

describe('the values of a request', () => {
  it('begin with its call', () => {
    const values = valuesOf(CALL);
    expect(callOf({ values })).toBe(CALL);
    expect(valuesOf({ correlationId: 'd' }).get(callKey)).toEqual({ correlationId: 'd' });
  });

  it('take and lose others beside it, as those of Connect do', () => {
    const key = createContextKey('nobody');
    const values = valuesOf(CALL);
    expect(values.get(key)).toBe('nobody');
    expect(values.set(key, 'ann').get(key)).toBe('ann');
    expect(values.delete(key).get(key)).toBe('nobody');
    expect(callOf({ values })).toBe(CALL);
  });

  it('without a call are a mistake of the transport', () => {
    expect(() => callOf({ values: valuesOf(CALL).delete(callKey) })).toThrow('without its call');
  });
});
