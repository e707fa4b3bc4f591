import { FairCache } from './fair-cache.ts';

const own = (owner: string | undefined) => ({ owner });
const CAPACITY = 100;

describe('a fair cache', () => {
  it('keeps what somebody used once while another brings in more than it holds', () => {
    const cache = new FairCache<string, { owner: string | undefined }>(CAPACITY);
    for (let n = 0; n < 20; n += 1) cache.set(`ann ${n}`, own('ann'), 1);
    for (let n = 0; n < 10_000; n += 1) cache.set(`mallory ${n}`, own('mallory'), 1);
    for (let n = 0; n < 20; n += 1) expect(cache.has(`ann ${n}`)).toBe(true);
    expect(cache.has('mallory 9999')).toBe(true);
    expect(cache.size).toBe(CAPACITY);
  });

  it('keeps what somebody uses while many bring in one thing each', () => {
    const cache = new FairCache<string, { owner: string | undefined }>(CAPACITY);
    for (let n = 0; n < 20; n += 1) cache.set(`ann ${n}`, own('ann'), 1);
    for (let n = 0; n < 1_000; n += 1) {
      cache.set(`of ${n}`, own(`of ${n}`), 1);
      cache.get(`ann ${n % 20}`);
    }
    for (let n = 0; n < 20; n += 1) expect(cache.has(`ann ${n}`)).toBe(true);
  });

  it('keeps what several share longer than what is one’s own', () => {
    const cache = new FairCache<string, { owner: string | undefined }>(CAPACITY);
    for (let n = 0; n < 60; n += 1) cache.set(`shared ${n}`, own(undefined), 1);
    for (let n = 0; n < 200; n += 1) cache.set(`own ${n}`, own('ann'), 1);
    for (let n = 0; n < 60; n += 1) expect(cache.has(`shared ${n}`)).toBe(true);
  });

  it('forgets, where it is full of what is shared, what was used longest ago', () => {
    const cache = new FairCache<string, { owner: string | undefined }>(CAPACITY);
    for (let n = 0; n < 150; n += 1) cache.set(`${n}`, own(undefined), 1);
    expect(cache.has('49')).toBe(false);
    expect(cache.has('50')).toBe(true);
  });

  it('weighs what it keeps, and takes nothing that would push out too much', () => {
    const cache = new FairCache<string, { owner: string | undefined }>(CAPACITY);
    cache.set('huge', own('ann'), 11);
    expect(cache.has('huge')).toBe(false);
    for (let n = 0; n < 100; n += 1) cache.set(`${n}`, own('ann'), 10);
    expect(cache.size).toBe(10);
    cache.set('99', own('ann'), 1);
    cache.delete('98');
    expect(cache.size).toBe(9);
  });
});
