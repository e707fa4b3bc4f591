import { hiddenFields } from './hidden-fields.ts';

describe('what the browser of the log hides', () => {
  it.each([
    ['timeline-room1', []],
    ['timeline-u1_u2', ['text']],
    ['inbox-u1', ['text']],
  ])('in %s: %j', (stream, hidden) => {
    expect(hiddenFields(stream)).toEqual(hidden);
  });
});
