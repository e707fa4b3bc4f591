import { DocumentMemory } from './document-memory.ts';

const memory = () =>
  new DocumentMemory<string>({ each: { entries: 3, weight: 30 }, all: { entries: 100, weight: 1_000 } });

describe('DocumentMemory', () => {
  it('remembers, for whoever asks', () => {
    const known = memory();
    known.set('a', 'A', { owner: 'ann', weight: 1 });
    expect([known.get('a', 'ann'), known.get('a', 'bob'), known.get('b', 'ann')]).toEqual(['A', 'A', undefined]);
  });

  it('lets an owner push out their own oldest alone', () => {
    const known = memory();
    known.set('of bob', 'B', { owner: 'bob', weight: 1 });
    for (const key of ['1', '2', '3', '4']) known.set(key, key, { owner: 'mallory', weight: 1 });
    expect(['1', '2', '3', '4', 'of bob'].filter((key) => known.peek(key) !== undefined)).toEqual([
      '2',
      '3',
      '4',
      'of bob',
    ]);
  });

  it('counts by weight too, and keeps nothing that is heavier than a share', () => {
    const known = memory();
    known.set('heavy', 'H', { owner: 'ann', weight: 25 });
    known.set('another', 'A', { owner: 'ann', weight: 10 });
    known.set('too heavy', 'T', { owner: 'ann', weight: 31 });
    expect(['heavy', 'another', 'too heavy'].map((key) => known.peek(key))).toEqual([undefined, 'A', undefined]);
  });

  it('keeps what two have used, however much one of them brings', () => {
    const known = memory();
    known.set('shared', 'S', { owner: 'ann', weight: 1 });
    known.get('shared', 'bob');
    for (let n = 0; n < 1_000; n += 1) {
      known.set(`${n}`, 'x', { owner: 'ann', weight: 1 });
      known.get(`${n}`, 'ann');
    }
    expect(known.get('shared', 'ann')).toBe('S');
  });

  it('forgets the shares of those who have nothing in it', () => {
    const known = new DocumentMemory<string>({ each: { entries: 2, weight: 9 }, all: { entries: 3, weight: 9 } });
    for (let n = 0; n < 50; n += 1) known.set(`${n}`, 'x', { owner: `owner ${n}`, weight: 1 });
    expect([known.peek('46'), known.peek('49')]).toEqual([undefined, 'x']);
    known.set('again', 'y', { owner: 'owner 0', weight: 1 });
    expect(known.peek('again')).toBe('y');
  });
});
