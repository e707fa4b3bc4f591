import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { emojiForm } from './emoji.ts';

interface PickerEmoji {
  emoji: string;
  skins?: PickerEmoji[];
}

const data = createRequire(import.meta.url).resolve('emoji-picker-element-data/en/emojibase/data.json');
const picked = (JSON.parse(readFileSync(data, 'utf8')) as PickerEmoji[]).flatMap(({ emoji, skins = [] }) => [
  emoji,
  ...skins.map((skin) => skin.emoji),
]);
/** A name for the flag: the compiler's target is older than it. */
const SETS = 'v';
/** The form that the server takes and shows. */
const RECOMMENDED = new RegExp(String.raw`^\p{RGI_Emoji}$`, SETS);

it('every emoji of the picker has the form in which the server shows it, with and without selectors', () => {
  expect(picked.length).toBeGreaterThan(3_900);
  const forms = (emoji: string) => [emoji, emoji.replace(/\u{FE0F}/gu, ''), `${emoji}\u{FE0F}`];
  expect(picked.filter((emoji) => new Set(forms(emoji).map(emojiForm)).size > 1)).toEqual([]);
  expect(picked.map(emojiForm).filter((form) => !RECOMMENDED.test(form))).toEqual([]);
});
