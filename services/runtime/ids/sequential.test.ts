import { describeIds } from './contract.ts';
import { randomIds } from './port.ts';
import { createSequentialIds } from './sequential.ts';

describeIds('randomIds', () => randomIds);
describeIds('createSequentialIds', () => createSequentialIds('test'));

describe('createSequentialIds', () => {
  it('repeats itself', () => {
    const [one, other] = [createSequentialIds('a'), createSequentialIds('a')];
    expect([one.next(), one.next()]).toEqual([other.next(), other.next()]);
    expect(createSequentialIds('b').next()).not.toBe(createSequentialIds('a').next());
  });
});
