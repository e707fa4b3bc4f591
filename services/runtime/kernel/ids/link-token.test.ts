import { isSigned } from './link-token.ts';

const ID = '06bcdk1m2n3p4q5rstuv';

describe('a link', () => {
  it.each([`r${ID}`, `r${ID}.${'a'.repeat(43)}`])('leads somewhere: %s', (text) => {
    expect(isSigned(text)).toBe(true);
  });

  it.each([ID, `${ID}.${'a'.repeat(43)}`, `r${ID.slice(1)}`, `r${ID.slice(1)}.secret`, '', 'room'])(
    'makes accounts alone, or is none: %j',
    (text) => expect(isSigned(text)).toBe(false),
  );
});
