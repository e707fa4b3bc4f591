import { isRoomLink } from './room-link.ts';

const ID = '06bcdk1m2n3p4q5rstuv';

describe('a link', () => {
  it.each([`r${ID}`, `r${ID}.${'a'.repeat(43)}`])('leads into a room: %s', (text) => {
    expect(isRoomLink(text)).toBe(true);
  });

  it.each([ID, `${ID}.${'a'.repeat(43)}`, `r${ID.slice(1)}`, `r${ID.slice(1)}.secret`, '', 'room'])(
    'makes accounts alone, or is none: %j',
    (text) => expect(isRoomLink(text)).toBe(false),
  );
});
