import { isPassword } from './password.ts';

describe('isPassword', () => {
  it.each(['12345678', 'пароль-раз', '😀'.repeat(256)])('takes %s', (password) => {
    expect(isPassword(password)).toBe(true);
  });

  it.each(['', '1234567', '😀'.repeat(7), 'x'.repeat(257)])('refuses %j', (password) => {
    expect(isPassword(password)).toBe(false);
  });
});
