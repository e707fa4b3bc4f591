import type { Attempt, Checker, LoggedEvent } from '../history.ts';
import { acknowledged, attempt, logOf, REFUSED, timeline, UNKNOWN } from './made-up.ts';
import {
  acknowledgedAreStored,
  authorsAreInOrder,
  keysMakeOneMessage,
  nothingIsInvented,
  refusedAreNotStored,
} from './messages.ts';

const check = (checker: Checker, attempts: Attempt[], events: LoggedEvent[]) =>
  checker.check({ attempts, watches: [], log: logOf(...events) });

describe('every acknowledged message is in the log once', () => {
  const [one, two] = [attempt('a', acknowledged('r-1')), attempt('b', acknowledged('r-2'))];

  it('finds nothing wrong with a good history, whatever became of unknown ones', () => {
    expect(check(acknowledgedAreStored, [one, attempt('u', UNKNOWN), two], timeline('a', 'b'))).toEqual([]);
  });

  it('finds a message that was lost', () => {
    expect(check(acknowledgedAreStored, [one, two], timeline('a'))).toEqual([
      'b was acknowledged as r-2 and is not in the log',
    ]);
  });

  it('finds a message that is there twice', () => {
    expect(check(acknowledgedAreStored, [one], timeline('a', 'a'))).toHaveLength(1);
  });

  it('finds one that was told another id, or has another text', () => {
    expect(check(acknowledgedAreStored, [{ ...one, outcome: acknowledged('r-7') }], timeline('a'))).toHaveLength(1);
    expect(check(acknowledgedAreStored, [{ ...one, text: 'other' }], timeline('a'))).toHaveLength(1);
  });
});

describe('no refused message is in the log', () => {
  it('finds one', () => {
    expect(check(refusedAreNotStored, [attempt('a', REFUSED)], timeline('a'))).toEqual([
      'a was refused and is in the log as r-1',
    ]);
  });

  it('lets a message be there that was unknown before it was refused', () => {
    expect(check(refusedAreNotStored, [attempt('a', UNKNOWN), attempt('a', REFUSED)], timeline('a'))).toEqual([]);
  });
});

describe('every idempotency key made one message', () => {
  it('finds a key that made two, acknowledged or not', () => {
    expect(check(keysMakeOneMessage, [attempt('a', UNKNOWN)], timeline('a', 'b', 'a'))).toEqual([
      'ann a made 2 messages: r-1, r-3',
    ]);
  });

  it('finds two answers to one key', () => {
    const attempts = [attempt('a', acknowledged('r-1')), attempt('a', acknowledged('r-2'))];
    expect(check(keysMakeOneMessage, attempts, timeline('a', 'b'))).toEqual(['a was acknowledged as r-1 and as r-2']);
  });
});

describe('every message in the log was sent', () => {
  it('finds one that nobody sent', () => {
    expect(check(nothingIsInvented, [attempt('a', UNKNOWN)], timeline('a', 'b'))).toHaveLength(1);
    expect(check(nothingIsInvented, [attempt('a', UNKNOWN)], timeline('a'))).toEqual([]);
  });
});

describe('each author’s messages are in the order in which they were sent', () => {
  it('finds two that changed places', () => {
    const attempts = [attempt('a', UNKNOWN), attempt('a', acknowledged('r-2')), attempt('b', acknowledged('r-1'))];
    expect(check(authorsAreInOrder, attempts, timeline('b', 'a'))).toEqual([
      'b stands before a, which was sent earlier',
    ]);
    const right = [attempt('a', acknowledged('r-1')), attempt('b', acknowledged('r-2'))];
    expect(check(authorsAreInOrder, right, timeline('a', 'b'))).toEqual([]);
  });
});
