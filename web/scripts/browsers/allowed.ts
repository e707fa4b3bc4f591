const NAME = 'is a name of the app or of a library, of something else';
const LOOKS = 'changes how something looks and nothing else';
const POINTER = 'there is no pointer on iOS';

/**
 * What the built app uses although a browser of the list lacks it, and why that does no harm. Of a style without its value all values are meant.
 */
export const allowed: Readonly<Record<string, string>> = {
  '.adopt': NAME,
  '.component': NAME,
  '.detached': NAME,
  '.dispose': NAME,
  '.handle': NAME,
  '.take': NAME,
  '.use': NAME,
  '.Segmenter': 'is asked for in initials.ts, which has another way',
  '.startViewTransition': 'is asked for by the router before it is used, and not wanted here',
  scheduler: 'is asked for by a library before it is used',
  trustedTypes: 'is asked for by Vue and DOMPurify before it is used',
  ':has':
    'Firefox before 121 has no room beside some headings and no tint below a mention; what has the focus is marked by another rule',
  'field-sizing': 'fields have a height of their own',
  'box-decoration-break': LOOKS,
  '-webkit-touch-callout': LOOKS,
  '::selection': LOOKS,
  '@starting-style': LOOKS,
  'accent-color': LOOKS,
  'overflow-anchor': 'is what the log does by itself, and a browser without it has nothing to switch off',
  'scrollbar-color': LOOKS,
  'scrollbar-width': LOOKS,
  'text-wrap': LOOKS,
  cursor: POINTER,
  resize: POINTER,
};
