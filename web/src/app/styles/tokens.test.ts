import { globSync, readFileSync } from 'node:fs';
import { TINTS } from '../../shared/ui/tint.ts';

const css = readFileSync(new URL('./tokens.css', import.meta.url), 'utf8');
const colours = new Map(
  [...css.matchAll(/--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)/g)].map(([, name, light, dark]) => [
    name as string,
    { light: light as string, dark: dark as string },
  ]),
);

/** Relative luminance, as WCAG 2.2 defines it. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string, theme: 'light' | 'dark'): number {
  const [dark, light] = [one, other]
    .map((name) => luminance(colours.get(name)?.[theme] ?? ''))
    .toSorted((a, b) => a - b) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

const grounds = ['page', 'side', 'raised', 'sunken', 'accent-soft', 'mention'];
const hues = Array.from({ length: TINTS }, (_, tint) => `hue-${tint}`);
const pairs = [
  ...hues.flatMap((hue) => grounds.map((ground) => [hue, ground] as const)),
  ...hues.map((hue) => ['on-hue', hue] as const),
  ...['text', 'text-soft', 'accent'].flatMap((text) => grounds.map((ground) => [text, ground] as const)),
  ...['good', 'warn', 'bad'].flatMap((text) =>
    ['page', 'side', 'raised', 'sunken', `${text}-soft`].map((ground) => [text, ground] as const),
  ),
  ['on-accent', 'accent'],
  ['on-accent', 'accent-strong'],
  ['on-bad', 'bad'],
] as const;

describe('the bars of a phone', () => {
  const web = new URL('../../../', import.meta.url);
  const page = readFileSync(new URL('index.html', web), 'utf8');
  const manifest = JSON.parse(readFileSync(new URL('public/manifest.webmanifest', web), 'utf8'));

  it('have the colour of the app’s own bar', () => {
    const { light, dark } = colours.get('side') ?? {};
    expect(page).toContain(`content="${light}" media="(prefers-color-scheme: light)"`);
    expect(page).toContain(`content="${dark}" media="(prefers-color-scheme: dark)"`);
    expect(manifest).toMatchObject({ theme_color: light, background_color: light });
  });
});

describe('the height of the window', () => {
  const source = new URL('../../', import.meta.url);
  const styles = globSync('**/*.{vue,css}', { cwd: source.pathname }).filter((file) => !file.endsWith('tokens.css'));

  it.each(styles)('is taken from `--vh`, which browsers without `dvh` have too: %s', (file) => {
    expect(readFileSync(new URL(file, source), 'utf8')).not.toMatch(/\d[dls]?vh\b/);
  });
});

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it.each(pairs)('reads well: %s on %s', (text, ground) => {
    expect(contrast(text, ground, theme)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['page', 'side', 'raised'])('shows the edge of an input on %s', (ground) => {
    expect(contrast('line-strong', ground, theme)).toBeGreaterThanOrEqual(3);
  });
});
