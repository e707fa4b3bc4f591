/**
 * The layers of `web/src`, from the top: each may import those below it.
 * Names that share a line do not import each other.
 * All but the first two and the last are folders of `features/`.
 */
const LAYERS = [
  ['app'],
  ['pages'],
  ['lobby', 'inbox', 'notifications', 'admin', 'search', 'account'],
  ['room', 'direct'],
  ['conversation'],
  ['membership'],
  ['blocks'],
  ['composer'],
  ['outbox'],
  ['timeline'],
  ['connection'],
  ['session'],
  ['shared'],
];

const pathOf = (names) => `(?:^|/)web/src/(?:features/)?(?:${names.join('|')})/`;

/** Rules that keep each layer from what is above or beside it, types and tests included. */
const layerRules = LAYERS.slice(1).map((names, index) => ({
  name: `web-in-layers-${names[0]}`,
  comment: `${names.join(', ')}: import neither each other nor what stands above them in tooling/import-rules/web-layers.mjs.`,
  severity: 'error',
  from: { path: `(?:^|/)web/src/(?:features/)?(${names.join('|')})/` },
  to: {
    path: pathOf([...LAYERS.slice(0, index + 1).flat(), ...names]),
    pathNot: '(?:^|/)web/src/(?:features/)?$1/',
  },
}));

/** What holds between the files of the web app, in the order in which it is reported. */
export const webRules = [
  ...layerRules,
  {
    name: 'web-features-have-a-layer',
    comment: 'A new feature gets its place in tooling/import-rules/web-layers.mjs.',
    severity: 'error',
    from: { path: '(?:^|/)web/src/features/', pathNot: pathOf(LAYERS.flat()) },
    to: {},
  },
  {
    name: 'web-components-have-composables',
    comment:
      'A component asks the server through a composable, which owns the call, its optimistic result and the cache.',
    severity: 'error',
    from: { path: '(?:^|/)web/src/.*[.]vue$' },
    to: { path: '(?:^|/)web/src/shared/api/apollo[.]ts$' },
  },
  {
    name: 'web-without-circles',
    comment: 'No file of the web app is imported by what it imports, types included.',
    severity: 'error',
    from: { path: '(?:^|/)web/src/' },
    to: { circular: true },
  },
  {
    name: 'web-folders-without-circles',
    comment: 'No folder of the web app is imported by what it imports, even where its files are not.',
    severity: 'error',
    scope: 'folder',
    from: { path: '(?:^|/)web/src/' },
    to: { circular: true },
  },
];
