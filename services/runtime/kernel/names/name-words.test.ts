import { nameSearch, wordsOfNames } from './name-words.ts';

const finds = (search: string, ...names: string[]) => nameSearch(search)?.finds(names) ?? false;

describe('a search by name', () => {
  it.each([
    ['oka', 'Bob Okafor'],
    ['BOB', 'Bob Okafor'],
    ['okafor bob', 'Bob Okafor'],
    ['bob  oka', 'Bob Okafor'],
    ['sorensen', 'Ann Sorensen'],
    ['mendez', 'Carla Méndez-Núñez'],
    ['núñez', 'Carla Mendez-Nunez'],
    ['mendez-nun', 'Carla Méndez-Núñez'],
    ['yildiz', 'Elif Yıldız'],
    ['istanbul', 'İstanbul'],
    ['ISTANBUL', 'istanbul'],
    ['соколов', 'Дмитрий Соколов'],
    ['陽翔', '佐藤 陽翔'],
    ['김', '김대중'],
    ['aubigne', 'Quentin d’Aubigné-Montmorency de la Tour'],
    ['d’aub', 'Quentin d’Aubigné-Montmorency de la Tour'],
    ['🎸', 'Viktor 🎸'],
    ['ＡＮＮ', 'Ann'],
    ['sorensen', 'Ann Sørensen'],
    ['sørensen', 'Ann Sorensen'],
    ['lukasz', 'Łukasz'],
    ['duc', 'Nguyễn Văn Đức'],
    ['GROSS', 'Groß'],
    ['семен', 'Семён'],
    ['андрей', 'АНДРЕЙ'],
    ['محمد', 'مُحَمَّد'],
  ])('%s finds %s', (search, name) => {
    expect(finds(search, name)).toBe(true);
  });

  it.each([
    ['kafor', 'Bob Okafor'],
    ['bob x', 'Bob Okafor'],
    ['an_', 'anton'],
    ['  ', 'Ann'],
    ['%', 'Ann'],
    ['शर्मी', 'प्रिया शर्मा'],
    // A letter of its own in Russian, as every keyboard has it.
    ['андреи', 'Андрей'],
  ])('%s does not find %s', (search, name) => {
    expect(finds(search, name)).toBe(false);
  });

  it('takes the username and the display name together', () => {
    expect(finds('okafor rob', 'rob', 'Bob Okafor')).toBe(true);
  });

  it('is led by its longest word, which every name that it finds has', () => {
    expect(nameSearch('a sørensen-x')?.lead).toBe('sorensen');
    expect(wordsOfNames(['an_', 'Ann B-C'])).toEqual(['an_', 'ann', 'b-c', 'an', 'b', 'c']);
  });
});
