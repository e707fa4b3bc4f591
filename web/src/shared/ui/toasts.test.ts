import { createToasts } from './toasts.ts';

describe('toasts', () => {
  beforeEach(() => void import.meta.jest.useFakeTimers());
  afterEach(() => void import.meta.jest.useRealTimers());

  const texts = ({ list }: ReturnType<typeof createToasts>) => list.value.map(({ text }) => text);

  it('are two at most: the oldest goes when a third comes', () => {
    const toasts = createToasts();
    for (const text of ['one', 'two', 'three']) toasts.show({ kind: 'info', text });
    expect(texts(toasts)).toEqual(['two', 'three']);
  });

  it('keep what stays until it is dismissed, as long as something else can go', () => {
    const toasts = createToasts();
    toasts.show({ kind: 'info', text: 'update', stays: true });
    for (const text of ['one', 'two']) toasts.show({ kind: 'info', text });
    expect(texts(toasts)).toEqual(['update', 'two']);
    for (const text of ['offline', 'failed']) toasts.show({ kind: 'error', text, stays: true });
    expect(texts(toasts)).toEqual(['offline', 'failed']);
  });

  it('go by themselves, but for those that stay', () => {
    const toasts = createToasts();
    toasts.show({ kind: 'info', text: 'update', stays: true });
    toasts.show({ kind: 'info', text: 'one' });
    import.meta.jest.advanceTimersByTime(60_000);
    expect(texts(toasts)).toEqual(['update']);
  });
});
