import { createTokens, type TokenGrant } from './tokens.ts';

function setup(answers: (TokenGrant | null | Error)[]) {
  let time = 0;
  let asked = 0;
  const tokens = createTokens({
    now: () => time,
    async refresh() {
      asked += 1;
      const answer = answers.shift();
      if (answer instanceof Error || answer === undefined) throw answer ?? new Error('unexpected refresh');
      return answer;
    },
  });
  return { tokens, asked: () => asked, pass: (seconds: number) => (time += seconds * 1_000) };
}

const grant = (accessToken: string, expiresIn = 300): TokenGrant => ({ accessToken, expiresIn });

describe('tokens', () => {
  it('hands out the adopted token until shortly before it expires', async () => {
    const { tokens, asked, pass } = setup([grant('second')]);
    tokens.adopt(grant('first'));
    pass(284);
    expect(await tokens.accessToken()).toBe('first');
    pass(2);
    expect(await tokens.accessToken()).toBe('second');
    expect(asked()).toBe(1);
  });

  it('says how long the token is good, by a clock that nobody sets', () => {
    const { tokens, pass } = setup([]);
    expect(tokens.goodForMs()).toBe(0);
    tokens.adopt(grant('first'));
    expect(tokens.goodForMs()).toBe(285_000);
    pass(300);
    expect(tokens.goodForMs()).toBe(0);
  });

  it('renews once for any number of callers at the same time', async () => {
    const { tokens, asked } = setup([grant('only')]);
    expect(await Promise.all([tokens.accessToken(), tokens.accessToken({ renew: true })])).toEqual(['only', 'only']);
    expect(asked()).toBe(1);
  });

  it('renews a token that is still good when asked to', async () => {
    const { tokens } = setup([grant('second')]);
    tokens.adopt(grant('first'));
    expect(await tokens.accessToken({ renew: true })).toBe('second');
  });

  it('is null when the server refuses', async () => {
    const { tokens } = setup([null]);
    expect(await tokens.accessToken()).toBeNull();
  });

  it('keeps the session when the server cannot be reached', async () => {
    const { tokens } = setup([new Error('offline'), grant('later')]);
    await expect(tokens.accessToken()).rejects.toThrow('offline');
    expect(await tokens.accessToken()).toBe('later');
  });

  it('does not bring back a session that was signed out while it was being renewed', async () => {
    const { tokens } = setup([grant('second')]);
    tokens.adopt(grant('first'));
    const renewed = tokens.accessToken({ renew: true });
    tokens.clear();
    expect(await renewed).toBeNull();
  });

  it('does not renew without pause when tokens live for less than the margin', async () => {
    const { tokens, asked } = setup([]);
    tokens.adopt(grant('short', 10));
    expect(await tokens.accessToken()).toBe('short');
    expect(asked()).toBe(0);
  });
});
