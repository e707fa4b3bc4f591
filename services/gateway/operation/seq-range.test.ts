import { seqRange } from './seq-range.ts';

describe('the range of events that is asked for', () => {
  it.each([
    [{}, { after: 0, first: 50 }],
    [
      { first: 10, after: 5 },
      { after: 5, first: 10 },
    ],
    [{ last: 10 }, { after: 90, first: 10 }],
    [
      { last: 10, before: 6 },
      { after: 0, first: 5 },
    ],
    [
      { last: 10, before: 1 },
      { after: 0, first: 0 },
    ],
    [{ before: 1_000 }, { after: 50, first: 50 }],
  ])('of 100 events, %j', (page, range) => {
    expect(seqRange(100, page)).toEqual(range);
  });

  it.each([
    [{ first: 1, last: 1 }, 'last'],
    [{ first: 101 }, 'first'],
    [{ last: 0 }, 'last'],
    [{ after: -1 }, 'after'],
    [{ before: -1 }, 'before'],
  ])('refuses %j', (page, field) => {
    expect(() => seqRange(100, page)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
  });
});
