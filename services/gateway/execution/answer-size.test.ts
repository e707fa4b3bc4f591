import { isTooLarge } from './answer-size.ts';

const page = (messages: number, characters: number) => ({
  room: { messages: Array.from({ length: messages }, () => ({ text: 'x'.repeat(characters) })) },
});

describe('an answer', () => {
  it('may hold the longest page of the longest messages, and not thirty of them', () => {
    expect(isTooLarge(page(100, 8_000), 10_000)).toBe(false);
    expect(
      isTooLarge(
        Array.from({ length: 30 }, () => page(100, 8_000)),
        10_000,
      ),
    ).toBe(true);
  });

  it('is too large by many small things as by few large ones', () => {
    expect(isTooLarge(page(500_000, 1), 10_000)).toBe(true);
  });

  it('is not looked at where the operation costs little', () => {
    expect(isTooLarge(page(500_000, 1), 999)).toBe(false);
  });
});
