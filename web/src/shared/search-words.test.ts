import { gradeOf } from './search-words.ts';

describe('what is typed to find somebody', () => {
  it.each([
    [3, 'bo', ['bob', 'Robert Okafor']],
    [3, 'ROB', ['bob', 'Robert Okafor']],
    [2, 'oka', ['bob', 'Robert Okafor']],
    [2, 'okafor bob', ['bob', 'Robert Okafor']],
    [2, 'nunez', ['carla', 'Carla Méndez-Núñez']],
    [2, 'núñ', ['x', 'Carla Mendez-Nunez']],
    [3, 'istan', ['İstanbul']],
    [2, 'yildiz', ['elif', 'Elif Yıldız']],
    [2, '陽', ['haruto', '佐藤 陽翔']],
    [1, 'afor', ['bob', 'Robert Okafor']],
    [0, 'oka x', ['bob', 'Robert Okafor']],
    [3, '', ['bob']],
  ])('fits with %i: %s', (grade, typed, names) => {
    expect(gradeOf(names, typed)).toBe(grade);
  });
});
