import { BrowserFailure, within } from './limit.ts';

const { jest } = import.meta;
const never = new Promise<never>(() => undefined);

describe('a limit', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('lets through what comes in time, answers and failures alike', async () => {
    await expect(within(Promise.resolve('yes'))).resolves.toBe('yes');
    await expect(within(Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(jest.getTimerCount()).toBe(0);
  });

  it('ends the wait for what never comes', async () => {
    const waiting = within(never, { limitMs: 1_000 });
    const ended = expect(waiting).rejects.toBeInstanceOf(BrowserFailure);
    jest.advanceTimersByTime(1_000);
    await ended;
  });

  it('hands on what comes after it, and nothing else', async () => {
    let answer: (text: string) => void = () => undefined;
    const late: string[] = [];
    const work = new Promise<string>((resolve) => {
      answer = resolve;
    });
    const waiting = within(work, { limitMs: 1_000, onLate: (text) => late.push(text) });
    const ended = expect(waiting).rejects.toThrow();
    jest.advanceTimersByTime(1_000);
    await ended;
    answer('late');
    await work;
    expect(late).toEqual(['late']);
  });

  it('does not count the hour in which the lid was closed', async () => {
    let isOver = false;
    within(never, { limitMs: 1_000 }).catch(() => {
      isOver = true;
    });
    // After it a page finds one timer due, however long ago.
    jest.advanceTimersToNextTimer();
    await Promise.resolve();
    expect(isOver).toBe(false);
  });
});
