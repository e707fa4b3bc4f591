import { createRequire } from 'node:module';
import { oldestBrowsers } from './supported.ts';

/** A part of MDN's data: a feature, and those below it. */
export interface Feature {
  __compat?: {
    support: Record<string, Support | Support[]>;
    status?: { experimental: boolean; standard_track: boolean };
  };
  [name: string]: Feature | unknown;
}

interface Support {
  version_added: string | boolean | null;
  version_removed?: string | boolean | null;
  flags?: unknown[];
  prefix?: string;
  alternative_name?: string;
}

/** The names that MDN's data has for the browsers of the list. */
const MDN: Readonly<Record<string, string>> = { ios_saf: 'safari_ios' };

/** MDN's data on what browsers support (https://github.com/mdn/browser-compat-data), maintained by Mozilla and renewed each week. */
export const compat = createRequire(import.meta.url)('@mdn/browser-compat-data') as {
  api: Feature;
  css: Record<'properties' | 'at-rules' | 'selectors' | 'types', Feature>;
  javascript: { builtins: Feature };
};

/** Features right below one, by name. */
export function childrenOf(feature: Feature): [name: string, feature: Feature][] {
  return Object.entries(feature).filter((entry): entry is [string, Feature] => entry[0] !== '__compat');
}

/** Whether it is not, or not yet, a thing of all browsers: nobody uses it by mistake, and others give their own things such names. */
export function isTrial({ __compat: known }: Feature): boolean {
  return known?.status?.experimental === true || known?.status?.standard_track === false;
}

/** The oldest browsers of the list that lack a feature. */
export function lacking({ __compat: known }: Feature): string[] {
  if (!known) return [];
  return oldestBrowsers.flatMap(({ id, version }) => {
    const support = known.support[MDN[id] ?? id];
    const all = support === undefined ? [] : [support].flat();
    return all.some((one) => isThere(one, version)) ? [] : [`${id} ${version}`];
  });
}

function isThere({ version_added: added, version_removed: removed, ...limits }: Support, version: string): boolean {
  // A prefix is put there by the build.
  if (limits.flags || limits.alternative_name || removed) return false;
  return added === true || (typeof added === 'string' && isAtMost(added.replace('≤', ''), version));
}

function isAtMost(version: string, other: string): boolean {
  if (!/^\d/.test(version)) return false;
  const [ours, theirs] = [version, other].map((each) => each.split('.').map(Number));
  const at = [0, 1, 2].find((i) => (ours?.[i] ?? 0) !== (theirs?.[i] ?? 0));
  return at === undefined || (ours?.[at] ?? 0) < (theirs?.[at] ?? 0);
}
