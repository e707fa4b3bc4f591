import { commandsOf, fits, framesOf, snippetsOf } from './markdown-snippets.ts';

describe('snippets of a page', () => {
  it('have a language, a line, and perhaps the file that they quote', () => {
    const page = ['Text.', '```js one.js', 'a', '', 'b', '```', '', '```', 'c', '```', ''].join('\n');
    expect(snippetsOf('page.md', page)).toEqual([
      { page: 'page.md', line: 2, language: 'js', file: 'one.js', text: 'a\n\nb\n' },
      { page: 'page.md', line: 8, language: '', file: undefined, text: 'c\n' },
    ]);
  });

  it('end', () => {
    expect(() => snippetsOf('page.md', 'a\n```js\nb\n')).toThrow('page.md:2');
  });

  it('of a shell are commands, of which curl takes several lines', () => {
    expect(commandsOf("npm ci\nnpm start\n\ncurl a -d '{\n}'\n\n\ncurl b\n")).toEqual([
      'npm ci',
      'npm start',
      "curl a -d '{\n}'",
      'curl b',
    ]);
  });

  it('of a conversation are messages, whose values may be left open', () => {
    const [sent, received] = framesOf('> {"type":"ping"}\n< {"id":"1","payload":{"at":"<time>"}}\n');
    expect(sent).toEqual({ direction: 'sent', message: { type: 'ping' } });
    expect(fits(received?.message, { id: '1', type: 'next', payload: { at: 'now', more: 1 } })).toBe(true);
    expect(fits(received?.message, { id: '2', payload: { at: 'now' } })).toBe(false);
    expect(fits(received?.message, { id: '1', payload: {} })).toBe(false);
  });
});
