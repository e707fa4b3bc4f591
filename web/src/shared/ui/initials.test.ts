import { initialsOf, signsOf } from './initials.ts';

describe('initials', () => {
  it.each([
    ['Ann Sørensen', 'AS'],
    ['bob', 'BO'],
    ['X', 'X'],
    ['Quentin d’Aubigné-Montmorency de la Tour', 'QT'],
    ['Release engineering, on call', 'RC'],
    ['release-engineering', 'RE'],
    ['Катя', 'КА'],
    ['Дмитрий Соколов', 'ДС'],
    ['佐藤 陽翔', '佐陽'],
    ['李伟', '李伟'],
    ['김대중', '김대'],
    ['प्रिया शर्मा', 'प्रिश'],
    ['نور الهدى', 'نا'],
    ['Viktor 🎸', 'VI'],
    ['👩‍🚀', '👩‍🚀'],
    ['🦊🦊', '🦊'],
    ['42', '42'],
    ['ßa', 'ßa'],
  ])('of %s are %s', (name, initials) => {
    expect(initialsOf(name)).toBe(initials);
  });
});

describe('letters, in Firefox before 125', () => {
  it.each([
    ['Søren', ['S', 'ø', 'r', 'e', 'n']],
    ['e\u0301a', ['e\u0301', 'a']],
    ['👩‍🚀🦊', ['👩‍🚀', '🦊']],
    ['👍🏽❤️', ['👍🏽', '❤️']],
    ['🇳🇴🇸🇪', ['🇳🇴', '🇸🇪']],
    ['', []],
  ])('of %s are %j', (word, letters) => {
    expect(signsOf(word)).toEqual(letters);
  });
});
