import { isOfOneScript } from './scripts.ts';

describe('letters of one script', () => {
  it.each([
    ['Latin with any accents', 'Zoë-Šťastná_2'],
    ['Cyrillic', 'комната-7'],
    ['Greek', 'Ελλάδα'],
    ['Arabic with its own digits', 'غرفة_١٢'],
    ['Hindi', 'हिन्दी'],
    ['Thai', 'ห้องนั่งเล่น'],
    ['Hebrew', 'חדר'],
    ['Japanese of three scripts, with Latin letters', 'JRお茶の水カフェー'],
    ['Korean with Chinese and Latin characters', 'IT부서_大韓'],
    ['Chinese with Bopomofo', '注音ㄅㄆㄇ'],
    ['digits alone', '2024'],
    ['nothing', ''],
  ])('are %s', (_case, text) => {
    expect(isOfOneScript(text)).toBe(true);
  });

  it.each([
    ['Latin and Cyrillic', 'pаypal'],
    ['Latin and Greek', 'αdmin'],
    ['Cyrillic and Greek', 'дом-οίκος'],
    ['Japanese and Korean', 'ひらがな한글'],
    ['Chinese and Cyrillic', '中文русский'],
    ['Latin and Devanagari digits', 'boss२'],
    ['Latin and Cherokee', 'Ꭲnfo'],
  ])('are not %s', (_case, text) => {
    expect(isOfOneScript(text)).toBe(false);
  });
});
