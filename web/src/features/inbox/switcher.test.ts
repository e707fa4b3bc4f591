import type { NavPlace } from '../membership/places.ts';
import { matchPlaces } from './switcher.ts';

const place = (name: string, counts: Partial<NavPlace> = {}): NavPlace => ({
  kind: 'room',
  name,
  label: name,
  unread: 0,
  mentions: 0,
  ...counts,
});
const names = (places: readonly NavPlace[]) => places.map(({ name }) => name);

describe('matchPlaces', () => {
  const tea = place('tea');
  const news = place('News', { unread: 5 });
  const green = place('green-tea', { unread: 1, mentions: 1 });

  it('shows where something is unread first, mentions before the rest', () => {
    expect(names(matchPlaces([tea, news, green], '', null))).toEqual(['green-tea', 'News', 'tea']);
  });

  it('shows what waits for an answer before everything else', () => {
    const party = place('party', { isInvited: true });
    expect(names(matchPlaces([tea, news, green, party], '', null))).toEqual(['party', 'green-tea', 'News', 'tea']);
    expect(names(matchPlaces([tea, party], 'par', null))).toEqual(['party']);
  });

  it('leaves out where one is', () => {
    expect(names(matchPlaces([tea, news], ' ', { kind: 'room', name: 'TEA' }))).toEqual(['News']);
  });

  it('finds a name by any part of it, its beginning first', () => {
    expect(names(matchPlaces([news, green, tea], 'TEA', null))).toEqual(['tea', 'green-tea']);
    expect(names(matchPlaces([news, green, tea], 'zzz', null))).toEqual([]);
  });

  it('finds people by their username and by any word of what they are called, accents aside', () => {
    const carla = place('carla', { kind: 'direct', label: 'Carla Méndez-Núñez' });
    const nun = place('nun', { kind: 'direct', label: 'Sister Act' });
    for (const typed of ['carla', 'mendez', 'NÚÑ', 'nunez carla'])
      expect(names(matchPlaces([tea, carla], typed, null))).toEqual(['carla']);
    expect(names(matchPlaces([carla, nun], 'nun', null))).toEqual(['nun', 'carla']);
  });

  it('finds where one is by name', () => {
    expect(names(matchPlaces([tea], 'te', { kind: 'room', name: 'tea' }))).toEqual(['tea']);
  });
});
