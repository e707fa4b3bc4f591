import { defaultLimits } from '../config.ts';
import type { Operation } from '../execution/operation.ts';
import { Holdings } from './holdings.ts';

const LIMITS = { ...defaultLimits, subscriptionsPerUser: 3, heldBytesPerUser: 10_000 };

const operation = (weight: number, length = 100) => ({ weight, length }) as Operation;
const held = (of: Operation, characters = 0) => ({ operation: of, characters });

describe('what the subscriptions of a user hold', () => {
  it('is at most so many, and those that ended make room', () => {
    const holdings = new Holdings(LIMITS);
    const one = held(operation(100));
    for (let n = 0; n < 3; n += 1) {
      expect(holdings.refuse(one)).toBeUndefined();
      holdings.add(one);
    }
    expect(holdings.refuse(one)).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: undefined });
    holdings.remove(one);
    expect(holdings.refuse(one)).toBeUndefined();
    expect(holdings.streams).toBe(2);
  });

  it('is at most so much: documents once each, variables each time', () => {
    const holdings = new Holdings(LIMITS);
    const large = operation(6_000);
    holdings.add(held(large));
    expect(holdings.refuse(held(operation(6_000)))).toMatchObject({ code: 'RATE_LIMITED', retryAfterMs: undefined });
    expect(holdings.refuse(held(large))).toBeUndefined();
    holdings.add(held(large, 1_500));
    expect(holdings.refuse(held(large, 1_000))).toMatchObject({ code: 'RATE_LIMITED' });
    holdings.remove(held(large));
    holdings.remove(held(large, 1_500));
    expect(holdings.refuse(held(operation(10_000)))).toBeUndefined();
  });

  it('is small for each of them', () => {
    const holdings = new Holdings(LIMITS);
    expect(holdings.refuse(held(operation(100), 4_097))).toMatchObject({ code: 'BAD_USER_INPUT' });
    expect(holdings.refuse(held(operation(100, 40_000)))).toMatchObject({ code: 'BAD_USER_INPUT' });
  });
});
