import { existsSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { missingEntries, readLockfile } from '../lockfile.ts';
import { ROOT } from '../run.ts';
import { filesMatching, textOf } from './source-files.ts';

const PACKAGES = [
  ...filesMatching('{proto,proto/text,web,bench}/package.json'),
  ...filesMatching('services/*/package.json'),
].map(dirname);
const SOURCES = filesMatching('{proto/text,services,web,bench,tooling}/**/*.{ts,vue}');

/** Prose may name anything. */
const withoutComments = (text: string) => text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|^\s*\/\/.*$/gm, '');
const lines = (path: string) => textOf(path).trimEnd().split('\n').length;

describe('packages', () => {
  it.each([...PACKAGES, 'deploy'])('%s has a README of at most 80 lines', (folder) => {
    expect(existsSync(join(ROOT, folder, 'README.md'))).toBe(true);
    expect(lines(join(folder, 'README.md'))).toBeLessThanOrEqual(80);
  });
});

describe('the version', () => {
  it('is the same for all packages', () => {
    const versionOf = (folder: string) => [folder, JSON.parse(textOf(join(folder, 'package.json'))).version];
    const [, version] = versionOf('.');
    expect(PACKAGES.map(versionOf)).toEqual(PACKAGES.map((folder) => [folder, version]));
  });
});

describe('source files', () => {
  it('stay small enough to be read in one go', () => {
    expect(SOURCES.filter((path) => lines(path) > 350)).toEqual([]);
  });

  it('have names that say what is inside', () => {
    const vague = /(?:^|\/)(?:utils?|common|helpers?|managers?|misc)(?:\/|\.ts$|\.vue$)/;
    expect(SOURCES.filter((path) => vague.test(path))).toEqual([]);
  });

  it('are as short as their names promise in main.ts', () => {
    expect(filesMatching('services/*/main.ts').filter((path) => lines(path) > 30)).toEqual([]);
  });
});

describe('domains', () => {
  const impure =
    /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bperformance\.|\bprocess\.|\bcrypto\.|\bset(?:Timeout|Interval)\(/;

  it('know neither clock nor chance nor process', () => {
    const files = filesMatching('{services/*/domain,proto/text}/**/*.ts').filter((path) => !path.endsWith('.test.ts'));
    expect(files.filter((path) => impure.test(textOf(path)))).toEqual([]);
  });
});

describe('decisions', () => {
  it('have a file each, named for the verb', () => {
    const files = filesMatching('services/*/domain/**/*.ts').filter((path) => !path.endsWith('.test.ts'));
    const decisions = files.flatMap((path) => {
      const found = [...textOf(path).matchAll(/^export function (decide\w+)/gm)].map(([, name]) => name);
      return found.length > 0 ? [[path, found] as const] : [];
    });
    const nameOf = (path: string) =>
      `-${basename(path, '.ts')}`.replace(/-(\w)/g, (_dash, letter: string) => letter.toUpperCase());
    expect(decisions).toEqual(decisions.map(([path]) => [path, [`decide${nameOf(path)}`]]));
    expect(decisions.length).toBeGreaterThan(40);
  });
});

describe('the environment', () => {
  it('is read by config.ts and main.ts alone', () => {
    const readers = filesMatching('services/*/**/*.ts').filter((path) => /\bprocess\.env\b/.test(textOf(path)));
    const allowed = /(?:\/config\.ts|\/main\.ts|\.test\.ts)$|\/test\/|\/testing\/|\/tools\//;
    expect(readers.filter((path) => !allowed.test(path))).toEqual([]);
  });
});

describe('keys of an input method', () => {
  it('are told from others in one place', () => {
    const deciding = filesMatching('web/src/**/*.{ts,vue}').filter((path) =>
      /\bkeyCode\b|\.isComposing\b/.test(textOf(path)),
    );
    // What is written while a word is composed is no key.
    const writing = 'web/src/features/composer/components/MessageComposer.vue';
    expect(deciding.filter((path) => path !== writing && !/\/input-method(?:\.test)?\.ts$/.test(path))).toEqual([]);
    expect(textOf(writing)).not.toMatch(/\bkeyCode\b|KeyboardEvent[^;]*isComposing/);
  });
});

describe('what a browser may lack, refuse or never answer', () => {
  const services =
    /\b(?:localStorage|sessionStorage|indexedDB|BroadcastChannel|SharedWorker)\b|\b(?:new|in) Notification\b|\bNotification\.|'Notification'|\bnavigator\s*\??\.\s*(?:locks|clipboard|permissions|storage|serviceWorker)\b|\bdocument\.cookie\b|'locks' in\b|\bfrom '(?:idb|[\w-]+\/database)'/;
  const isWrapper = (path: string) => /^web\/src\/shared\/browser\/|\.test\.ts$/.test(path);

  it('is used in shared/browser alone, where each has a limit and something in its place', () => {
    const files = filesMatching('web/src/**/*.{ts,vue}');
    expect(files.filter((path) => !isWrapper(path) && services.test(withoutComments(textOf(path))))).toEqual([]);
    // Or the words above are not those that the browser knows them by.
    expect(files.filter((path) => isWrapper(path) && services.test(textOf(path))).length).toBeGreaterThan(5);
  });

  it.each([
    'window.localStorage.getItem(key)',
    "indexedDB.open('x')",
    'new BroadcastChannel(name)',
    "navigator.locks.request('x', run)",
    'navigator?.locks',
    "if ('Notification' in window) ask();",
    'Notification.requestPermission()',
    "import { openDB } from 'idb';",
  ])('is found: %s', (text) => expect(text).toMatch(services));
});

describe('the lockfile', () => {
  it('names every platform’s packages, or npm ci refuses it: node tooling/lockfile.ts adds them', () => {
    expect(missingEntries(readLockfile())).toEqual({});
  });
});
