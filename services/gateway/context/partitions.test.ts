import { partitionOf } from '@confab/runtime/network/lease/partition';
import { createPartitions } from './partitions.ts';

describe('partitions of commands', () => {
  it('are those of the timeline, found by message id or by a name that was seen', () => {
    const partitions = createPartitions();
    expect(partitions.ofMessage('room1-17')).toBe(partitionOf('room1'));
    expect(partitions.ofMessage('anna_bert-3')).toBe(partitionOf('anna_bert'));
    expect(partitions.ofRoom('Lobby')).toBeUndefined();
    partitions.learn('Lobby', 'room1');
    expect(partitions.ofRoom('LOBBY')).toBe(partitionOf('room1'));
  });

  it('are none for what is no id', () => {
    expect(['', 'x', '-1'].map((id) => createPartitions().ofMessage(id))).toEqual([undefined, undefined, undefined]);
  });
});
