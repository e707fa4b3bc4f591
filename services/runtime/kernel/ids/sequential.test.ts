import { eventually } from '../../testing/eventually.ts';
import { describeIds } from './contract/describe-ids.ts';
import { randomIds } from './port.ts';
import { createSequentialIds } from './sequential.ts';

describeIds('randomIds', () => randomIds);
describeIds('createSequentialIds', () => createSequentialIds('test'));

describe('randomIds', () => {
  it('sort by the time they were made', async () => {
    const before = randomIds.next();
    const start = Date.now();
    await eventually(() => expect(Date.now()).toBeGreaterThan(start));
    expect(randomIds.next() > before).toBe(true);
  });
});

describe('createSequentialIds', () => {
  it('repeats itself', () => {
    const [one, other] = [createSequentialIds('a'), createSequentialIds('a')];
    expect([one.next(), one.next()]).toEqual([other.next(), other.next()]);
    expect(createSequentialIds('b').next()).not.toBe(createSequentialIds('a').next());
  });
});
