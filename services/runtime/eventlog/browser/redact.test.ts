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

  it('replaces or leaves out further fields by name', () => {
    const data = { text: 'hi', withheld: true, message: { text: 'hi', withheld: true, seq: 1 } };
    const hidden = { redacted: ['text'], omitted: ['withheld'] };
    expect(redact(data, hidden)).toEqual({ text: '[redacted]', message: { text: '[redacted]', seq: 1 } });
  });

  it('leaves everything else as it is', () => {
    const event = { type: 'MessagePosted', data: { text: 'hi', list: [1, null, true], publicKey: 'p' } };
    expect(redact(event)).toEqual(event);
  });
});
