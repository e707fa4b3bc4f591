import { eventually } from '@confab/runtime/testing/eventually';
import type { Act } from '../day.ts';
import type { Part } from '../page/part.ts';
import { choose, composer, message, openRoom, tell } from '../steps.ts';

const EIGHT_LINES = ['one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight'].join('\n');

/** What an input method does to a field, one event for each word; `text` is what stands there then. */
type Step = 'start' | 'update' | 'end' | 'enter while composing' | 'enter after the end';

/** The Enter that ends a word: before the word ends in Chromium and Firefox, after it in Safari. */
const ORDERS: Record<string, readonly Step[]> = {
  'Chromium and Firefox': ['start', 'update', 'enter while composing', 'end'],
  Safari: ['start', 'update', 'end', 'enter after the end'],
};

const COMPOSE = `(field, { text, steps }) => {
  const key = (isComposing) => {
    const event = new KeyboardEvent('keydown', { key: 'Enter', isComposing, bubbles: true, cancelable: true });
    Object.defineProperty(event, 'keyCode', { value: 229 });
    field.dispatchEvent(event);
  };
  const composition = (type) => field.dispatchEvent(new CompositionEvent(type, { data: text, bubbles: true }));
  const acts = {
    start: () => composition('compositionstart'),
    update() {
      composition('compositionupdate');
      field.value = text;
      field.dispatchEvent(new InputEvent('input', { data: text, inputType: 'insertCompositionText', isComposing: true, bubbles: true }));
    },
    end: () => composition('compositionend'),
    'enter while composing': () => key(true),
    'enter after the end': () => key(false),
  };
  for (const step of steps) acts[step]();
}`;

const compose = (field: Part, text: string, steps: readonly Step[]) =>
  field.tell(`(field) => (${COMPOSE})(field, ${JSON.stringify({ text, steps })})`);

/** How many pixels of what is written are out of sight. */
const hidden = (field: Part) => field.tell<number>('({ scrollHeight, clientHeight }) => scrollHeight - clientHeight');

/** What the fields that one writes in make of more than plain keys. */
export function fields(act: Act): void {
  for (const [engines, steps] of Object.entries(ORDERS)) {
    act(`leaves the Enter that ends a word to the input method, in the order of ${engines}`, async ({ page }) => {
      await openRoom(page, 'lunch');
      await composer(page).click();
      const word = `日本${engines.length}`;
      await compose(composer(page), word, steps);
      await eventually(async () => expect(await composer(page).value()).toBe(word));
      expect(await message(page, word).count()).toBe(0);
      await page.press('Enter');
      await message(page, word).css('time').shown();
      expect(await message(page, word).count()).toBe(1);
    });
  }

  act('shows all of eight lines while they are written, and while they are changed', async ({ page }) => {
    await openRoom(page, 'lunch');
    await composer(page).click();
    for (const line of EIGHT_LINES.split('\n')) {
      await page.type(line);
      await page.press('Shift+Enter');
    }
    expect(await hidden(composer(page))).toBeLessThanOrEqual(1);
    await page.press('Enter');
    const row = message(page, 'eight');
    await row.css('time').shown();
    await eventually(async () =>
      expect(await composer(page).tell<number>('({ clientHeight }) => clientHeight')).toBeLessThan(60),
    );
    await choose(page, row, 'Edit');
    expect(await hidden(page.role('textbox', 'New text'))).toBeLessThanOrEqual(1);
    await page.press('Escape');
  });

  act('says of a file that is dropped or pasted that it takes none', async ({ page }) => {
    await openRoom(page, 'lunch');
    await composer(page).write('half a word');
    for (const [type, carrier] of [
      ['drop', 'dataTransfer'],
      ['paste', 'clipboardData'],
    ]) {
      // No engine lets a script give a file to all of its own events.
      const prevented = await composer(page).tell<boolean>(`(field) => {
        const file = new File(['picture'], 'kettle.png', { type: 'image/png' });
        const carried = { types: ['Files'], files: [file], items: [], getData: () => '' };
        const event = new Event('${type}', { bubbles: true, cancelable: true });
        return !field.dispatchEvent(Object.defineProperty(event, '${carrier}', { value: carried }));
      }`);
      expect(prevented).toBe(true);
      await page.text('You can’t send files or pictures yet.').shown();
      await page.role('button', 'Dismiss').click();
      await page.text('You can’t send files or pictures yet.').gone();
    }
    expect(await composer(page).value()).toBe('half a word');
    await composer(page).write('a whole word');
    await page.press('Enter');
    await message(page, 'a whole word').shown();
  });

  act('types where it is read as well: what is typed with the focus nowhere goes to the composer', async ({ page }) => {
    await tell(page, 'a line');
    await page.role('heading', /^lunch/).click();
    await page.type('typed anywhere');
    await eventually(async () => expect(await composer(page).value()).toBe('typed anywhere'));
    await page.press('Enter');
    await message(page, 'typed anywhere').shown();
  });
}
