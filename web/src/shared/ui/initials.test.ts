import { initialsOf } from './initials.ts';

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
