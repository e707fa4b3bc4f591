import { subject } from './subject.ts';

describe('subject', () => {
  it('joins the kind and the token', () => {
    expect(subject('room', 'лобби-1')).toBe('room.лобби-1');
    expect(subject('inbox', 'abc_9')).toBe('inbox.abc_9');
  });

  it.each(['', 'a.b', '*', '>', 'a b', 'a\nb', 'a\u0000', 'a/b', 'x'.repeat(257)])('refuses %j', (token) => {
    expect(() => subject('room', token)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'name' }));
  });
});
