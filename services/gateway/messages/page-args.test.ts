import { parsePageArgs } from './page-args.ts';

describe('arguments of a page of messages', () => {
  it.each([
    [{}, { limit: 50 }],
    [{ last: 10 }, { limit: 10 }],
    [
      { last: 10, before: '7' },
      { limit: 10, beforeSeq: 7 },
    ],
    [{ before: '7' }, { limit: 50, beforeSeq: 7 }],
    [{ first: 3 }, { limit: 3, afterSeq: 0 }],
    [
      { first: 3, after: '12' },
      { limit: 3, afterSeq: 12 },
    ],
    [{ around: 'a-7' }, { limit: 50, aroundId: 'a-7' }],
    [
      { around: 'a-7', first: 9 },
      { limit: 9, aroundId: 'a-7' },
    ],
  ])('%j ask for %j', (args, expected) => {
    expect(parsePageArgs(args)).toEqual(expected);
  });

  it.each([
    [{ first: 1, last: 1 }, 'last'],
    [{ after: '1', before: '1' }, 'before'],
    [{ around: 'a-7', after: '1' }, 'after'],
    [{ around: 'a-7', before: '1' }, 'before'],
    [{ around: 'a-7', last: 5 }, 'last'],
    [{ around: 'a-7', first: 101 }, 'first'],
    [{ first: 0 }, 'first'],
    [{ last: 101 }, 'last'],
    [{ last: -1 }, 'last'],
    [{ after: 'x' }, 'after'],
    [{ before: '99999999999' }, 'before'],
  ])('refuses %j', (args, field) => {
    expect(() => parsePageArgs(args)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
  });
});
