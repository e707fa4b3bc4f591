import { keysOf } from '../../port.ts';

/** Keys that are no character: https://www.w3.org/TR/webdriver2/#keyboard-actions. */
const CODES: Record<string, string> = {
  Backspace: '\uE003',
  Tab: '\uE004',
  Enter: '\uE007',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
  Escape: '\uE00C',
  End: '\uE010',
  Home: '\uE011',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Delete: '\uE017',
};

const codeOf = (key: string) => CODES[key] ?? key;
const down = (key: string) => ({ type: 'keyDown', value: codeOf(key) });
const up = (key: string) => ({ type: 'keyUp', value: codeOf(key) });

const keyboard = (actions: object[]) => ({ actions: [{ type: 'key', id: 'keyboard', actions }] });

export function pressing(chord: string): object {
  const { modifiers, key } = keysOf(chord);
  return keyboard([...modifiers.map(down), down(key), up(key), ...modifiers.toReversed().map(up)]);
}

export function typing(text: string): object {
  return keyboard([...text].flatMap((character) => [down(character), up(character)]));
}

/** Goes to a point of the page, and presses the button there. */
export function pointing(x: number, y: number, { press }: { press: boolean }): object {
  const move = { type: 'pointerMove', duration: 0, origin: 'viewport', x: Math.round(x), y: Math.round(y) };
  const button = press ? ['pointerDown', 'pointerUp'].map((type) => ({ type, button: 0 })) : [];
  return { actions: [{ type: 'pointer', id: 'mouse', actions: [move, ...button] }] };
}
