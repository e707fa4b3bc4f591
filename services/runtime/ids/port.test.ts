import { randomIds } from './port.ts';

describe('randomIds', () => {
  it('makes different ids of 20 safe characters', () => {
    const ids = Array.from({ length: 10_000 }, () => randomIds.next());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^[0-9a-v]{20}$/);
  });
});
