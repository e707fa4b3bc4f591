import { isFile } from './carried-file.ts';

describe('what is dragged or pasted', () => {
  it.each([
    ['a file', ['Files']],
    ['a file that comes with its name', ['text/plain', 'Files']],
    ['a picture of a page', ['text/uri-list', 'text/html', 'Files']],
  ])('is a file: %s', (_what, types) => expect(isFile(types)).toBe(true));

  it.each([
    ['words', ['text/plain']],
    ['words of a page', ['text/plain', 'text/html']],
    ['cells of a table, with a picture of them', ['text/plain', 'text/html', 'text/rtf', 'Files']],
    ['a link', ['text/uri-list', 'text/plain']],
  ])('is none: %s', (_what, types) => expect(isFile(types)).toBe(false));
});
