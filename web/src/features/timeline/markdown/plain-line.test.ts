import { plainLine } from './plain-line.ts';

describe('a message in one line', () => {
  it.each([
    [
      'Steps:\n\n1. heat to `80 °C`\n2. wait\n\n> **patience** is a virtue',
      'Steps: 1. heat to 80 °C 2. wait patience is a virtue',
    ],
    ['```js\nconst a = 1;\n```\n', 'js const a = 1;'],
    ['/me puts the **kettle** on', 'puts the kettle on'],
    ['as it is', 'as it is'],
  ])('has its words and no marks: %j', (text, line) => expect(plainLine(text)).toBe(line));
});
