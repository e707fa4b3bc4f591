import { redact } from './redact.ts';

describe('redact', () => {
  it.each(['passwordHash', 'tokenHash', 'fromHash', 'familyHash', 'privateKey', 'refreshToken', 'password', 'secret'])(
    'hides %s at any depth',
    (field) => {
      expect(redact({ [field]: 'x', deep: [{ [field]: { inner: 'x' } }] })).toEqual({
        [field]: '[redacted]',
        deep: [{ [field]: '[redacted]' }],
      });
    },
  );

  it('leaves everything else as it is', () => {
    const event = { type: 'MessagePosted', data: { text: 'hi', list: [1, null, true], publicKey: 'p' } };
    expect(redact(event)).toEqual(event);
  });
});
