import { AppError, badInput } from '../../kernel/errors/app-error.ts';
import { answerEach } from './answer-each.ts';
import { askEach } from './ask-each.ts';

const each = { owner: 'ann', atOnce: 1, weigh: (page: string) => page.length };
const HEAVY = 'x'.repeat(300 * 1024);

/** Both sides, with what each request asked for. */
async function ask(keys: readonly string[], answer: (key: string) => Promise<string>, atOnce = 1) {
  const requests: string[][] = [];
  const found = await askEach(keys, (wanted) => {
    requests.push(wanted);
    return answerEach(wanted, { ...each, atOnce }, answer);
  });
  return { found, requests };
}

describe('asking for many things at once', () => {
  it('answers each, in one request', async () => {
    const { found, requests } = await ask(['a', 'b'], async (key) => key.toUpperCase());
    expect([...found]).toEqual([
      ['a', 'A'],
      ['b', 'B'],
    ]);
    expect(requests).toEqual([['a', 'b']]);
  });

  it('refuses one for itself, as if it were asked for alone', async () => {
    const refusals: Record<string, AppError> = { b: new AppError('FORBIDDEN', 'no'), c: badInput('after', 'bad') };
    const { found } = await ask(['a', 'b', 'c', 'd'], async (key) => {
      if (refusals[key]) throw refusals[key];
      return key;
    });
    expect(found.get('b')).toMatchObject({ code: 'FORBIDDEN', message: 'no' });
    expect(found.get('c')).toMatchObject({ code: 'BAD_USER_INPUT', field: 'after' });
    expect([found.get('a'), found.get('d')]).toEqual(['a', 'd']);
  });

  it('fails as a whole where the service cannot answer', async () => {
    const answer = () => Promise.reject(new AppError('UNAVAILABLE', 'away'));
    await expect(ask(['a', 'b'], answer)).rejects.toMatchObject({ code: 'UNAVAILABLE' });
  });

  it.each([1, 4])('asks again for what did not fit into one answer, %i at a time', async (atOnce) => {
    const keys = ['a', 'b', 'c', 'd', 'e', 'f'];
    const { found, requests } = await ask(keys, async (key) => key + HEAVY, atOnce);
    expect([...found.keys()]).toEqual(keys);
    expect(requests.length).toBeGreaterThan(1);
  });
});
