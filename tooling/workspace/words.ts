import type { Chance } from './chance.ts';

const OPENINGS = [
  'I think',
  'Maybe',
  'It looks as if',
  'For what it is worth,',
  'Just saw that',
  'No idea why, but',
  'FYI:',
  'So',
];
const SUBJECTS = [
  'the build',
  'the new release',
  'that customer',
  'the test suite',
  'our calendar',
  'the coffee machine',
  'the migration',
  'the login page',
  'the third server',
  'the translation',
  'the invoice',
  'the meeting room',
  'the search index',
  'the old script',
  'the printer',
];
const PREDICATES = [
  'is green again',
  'needs another look',
  'was slower than yesterday',
  'works on my machine',
  'can wait until Monday',
  'has to be told to everybody',
  'should be smaller',
  'is better than before',
  'fails one time in fifty',
  'is what I meant',
  'was never documented',
  'could be deleted',
];
const ENDINGS = [
  '',
  '',
  '',
  '.',
  '.',
  ' 🙂',
  ' 🎉',
  '?',
  ', right?',
  '. I will look at it after lunch.',
  '. Thanks!',
  ' – see the ticket.',
];
const SHORT = [
  'ok',
  '👍',
  'Thanks!',
  'On it.',
  'lol',
  'same here',
  'good point',
  'Guten Morgen',
  '¯\\_(ツ)_/¯',
  'да',
  'はい',
  'merci 🙏',
  'brb',
];
const ELSEWHERE = [
  'Кто-нибудь видел мою кружку? Та, что с котом.',
  'Давайте перенесём встречу на четверг, если никто не против.',
  '明日の会議は10時からです。資料を共有しておきました。',
  '我家在上海东边，坐地铁要四十分钟。',
  'مرحبا بالجميع، هل قرأتم الرسالة الأخيرة؟',
  'מישהו יודע איפה המפתח של המחסן?',
  'วันนี้ฝนตกหนักมาก ขอทำงานที่บ้านนะครับ',
  '오늘 배포는 오후 세 시에 시작합니다.',
  'Çay içen var mı? İstanbul’dan yeni geldi.',
];

/** What people write when nobody looks. */
export function sentence(chance: Chance): string {
  const kind = chance.number();
  if (kind < 0.12) return chance.one(SHORT);
  if (kind < 0.2) return chance.one(ELSEWHERE);
  const one = () => `${chance.one(OPENINGS)} ${chance.one(SUBJECTS)} ${chance.one(PREDICATES)}${chance.one(ENDINGS)}`;
  return Array.from({ length: kind > 0.92 ? chance.whole(3, 6) : 1 }, one).join(kind > 0.96 ? '\n' : ' ');
}

/** What is hard to show, each as one message. */
export const HARD_TO_SHOW: readonly string[] = [
  '# A heading\n\nand a table:\n\n| what | how many |\n|---|---:|\n| cups | 12 |\n| a very long cell that does not want to break | 3 |',
  '```ts\nexport function median(values: readonly number[]): number {\n  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0; // a line of code that is longer than the log is wide, so that it has to scroll by itself\n}\n```',
  'Inline `code with  two spaces` and `npm test -- --seed=42`, **bold**, *slanted*, ~~gone~~ and a [link with words](https://example.org/a/rather/long/path?with=parameters&and=more#fragment).',
  'https://example.org/an/address/that/goes/on/and/on/without/a/single/place/where/it/could/be/broken/into/two/lines/0123456789abcdefghijklmnopqrstuvwxyz',
  'https://пример.рф/путь and https://xn--e1afmkfd.xn--p1ai/ and mailto:ann@example.org',
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
  'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa',
  '> a quote\n> of two lines\n>> and one inside of it\n\nand the answer',
  '1. first\n2. second\n   - a point below\n   - another\n     1. deeper\n3. third\n\n- [ ] to do\n- [x] done',
  '¯\\_(ツ)_/¯ and C:\\Users\\ann and 2 * 3 * 4 = 24 and <b>not bold</b> &amp; a lone * here',
  'مرحبا Confab، كيف الحال؟ – an Arabic sentence with a Latin word in it',
  '👩‍👩‍👧‍👦 🏳️‍🌈 🇺🇦 👍🏽 ❤️ ☎️ 1️⃣ and 😀'.repeat(3),
  '    four spaces before\n\ttab before\n\n\n\nthree empty lines before this one',
  'Zalgo: Z̸̢̛a̵͎͐l̷̰̈́g̶͓̈́ơ̸͕ and a zero width​space and a soft­hyphen',
];
