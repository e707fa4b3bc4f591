import type { CaseResult } from './run-case.ts';
import { judge } from './verdict.ts';

const result: CaseResult = {
  case: { name: 'one', measures: '', systems: ['confab'], figures: {}, open: () => Promise.reject(new Error()) },
  rounds: {
    confab: [{ perSecond: 900 }, { perSecond: 300 }, { perSecond: 100 }],
    'bare ws': [{ perSecond: 100 }, { perSecond: 100 }, { perSecond: 1 }],
  },
};

describe('a target', () => {
  it('is held against the median of the rounds', () => {
    expect(judge(result, 'perSecond', { atLeast: 300 })).toEqual({ reached: 300, isMet: true });
    expect(judge(result, 'perSecond', { atLeast: 301 })).toEqual({ reached: 300, isMet: false });
    expect(judge(result, 'perSecond', { atMost: 299 })).toEqual({ reached: 300, isMet: false });
  });

  it('may be a multiple of what a peer reached', () => {
    expect(judge(result, 'perSecond', { atLeast: 2.5, times: 'bare ws' })).toEqual({ reached: 3, isMet: true });
    expect(judge(result, 'perSecond', { atMost: 1, times: 'bare ws' })).toEqual({ reached: 3, isMet: false });
  });

  it('is not judged where something was not measured', () => {
    expect(judge(result, 'perSecond', { atLeast: 1, times: 'Socket.IO' })).toBeUndefined();
    expect(judge(result, 'seconds', { atMost: 1 })).toBeUndefined();
  });
});
