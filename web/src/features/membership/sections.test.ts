import type { NavPlace } from './places.ts';
import { callsOf, sectionsOf } from './sections.ts';

const room = (name: string, unread = 0, mentions = 0): NavPlace => ({
  kind: 'room',
  name,
  label: name,
  unread,
  mentions,
});
const person = (name: string, unread = 0): NavPlace => ({
  kind: 'direct',
  name,
  label: name,
  unread,
  mentions: unread,
});
const [bob, tea, news] = [person('bob', 2), room('tea', 5, 1), room('news', 7)];

describe('the lists of the navigation', () => {
  it('are people and rooms, with favourites before them in the order of their choice', () => {
    const chosen = [
      { kind: 'room', name: 'NEWS' },
      { kind: 'direct', name: 'bob' },
      { kind: 'room', name: 'left' },
    ] as const;
    expect(sectionsOf([bob, tea, news], chosen)).toEqual({ favourites: [news, bob], people: [], rooms: [tea] });
    expect(sectionsOf([bob, tea, news], [])).toEqual({ favourites: [], people: [bob], rooms: [tea, news] });
  });

  it('count mentions and private messages, and say how many of each there are; muted rooms are silent', () => {
    expect(callsOf([bob, tea, news], () => false)).toEqual({ count: 3, mentions: 1, unread: 14 });
    expect(callsOf([tea, news], ({ name }) => name === 'tea')).toEqual({ count: 0, mentions: 0, unread: 7 });
    expect(callsOf([tea, news], () => true)).toEqual({ count: 0, mentions: 0, unread: 0 });
    expect(callsOf([room('quiet')], () => false)).toEqual({ count: 0, mentions: 0, unread: 0 });
  });
});
