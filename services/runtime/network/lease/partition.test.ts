import { PARTITIONS, partitionNames, partitionOf } from './partition.ts';

describe('partitionOf', () => {
  it('gives the same partition to a key for ever', () => {
    expect(['', 'a', '01HZY3Q', 'комната'].map(partitionOf)).toEqual(['p197', 'p44', 'p215', 'p224']);
  });

  it('spreads keys over all partitions evenly', () => {
    const counts = new Map<string, number>();
    for (let i = 0; i < PARTITIONS * 100; i += 1) {
      const name = partitionOf(`room${i.toString(36)}`);
      counts.set(name, (counts.get(name) ?? 0) + 1);
    }
    expect([...counts.keys()].sort()).toEqual([...partitionNames].sort());
    expect(Math.max(...counts.values())).toBeLessThan(200);
    expect(Math.min(...counts.values())).toBeGreaterThan(30);
  });
});
