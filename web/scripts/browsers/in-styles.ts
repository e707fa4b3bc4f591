import postcss, { type AtRule, type ChildNode, type Container, type Document } from 'postcss';
import { childrenOf, compat, type Feature, lacking } from './compat.ts';
import { type TooNew, unique } from './too-new.ts';

const { properties, selectors, types, 'at-rules': atRules } = compat.css;

/** Features of values by their names, wherever they stand in the data. */
const values = new Map<string, Feature[]>();
for (const tree of [types, properties]) collect(tree);

function collect(tree: Feature): void {
  for (const [name, feature] of childrenOf(tree)) {
    values.set(name, [...(values.get(name) ?? []), feature]);
    collect(feature);
  }
}

const UNITS: Readonly<Record<string, string>> = {
  dvh: 'viewport_percentage_units_dynamic',
  dvw: 'viewport_percentage_units_dynamic',
  svh: 'viewport_percentage_units_small',
  lvh: 'viewport_percentage_units_large',
  lh: 'lh',
  rlh: 'rlh',
  cqw: 'container_query_length_units',
  cqi: 'container_query_length_units',
};

/** What a style uses and a browser of the list lacks. What stands in `@supports` is for the others alone, and is left out. */
export function tooNewInStyle(code: string): TooNew[] {
  const found: TooNew[] = [];
  const note = (name: string, features: readonly (Feature | undefined)[]): void => {
    const known = features.filter((each) => each !== undefined).map(lacking);
    const [first = []] = known;
    if (known.length > 0 && known.every(({ length }) => length > 0)) found.push({ name, lacking: first });
  };
  postcss.parse(code).walk((node) => {
    if (isConditional(node)) return;
    if (node.type === 'decl') {
      const property = properties[node.prop] as Feature | undefined;
      note(node.prop, [property]);
      for (const [word] of node.value.matchAll(/(?<![\w-])[a-z][a-z-]*(?![\w(-])/g)) {
        note(`${node.prop}: ${word}`, [property?.[word] as Feature | undefined]);
      }
      for (const [, name = ''] of node.value.matchAll(/([a-z][a-z-]*)\(/g)) note(`${name}()`, values.get(name) ?? []);
      for (const [, unit = ''] of node.value.matchAll(/\d([a-z]+)\b/g)) note(unit, values.get(UNITS[unit] ?? '') ?? []);
    } else if (node.type === 'atrule') {
      note(`@${node.name}`, [atRules[node.name] as Feature | undefined]);
      noteConditions(node, note);
    } else if (node.type === 'rule') {
      for (const [name] of node.selector.matchAll(/::?[a-z][a-z-]*/g)) {
        note(name, [selectors[name.replace(/^::?/, '')] as Feature | undefined]);
      }
      if (node.selector.includes('&')) note('&', [selectors.nesting as Feature | undefined]);
    }
  });
  return unique(found);
}

type Note = (name: string, features: readonly (Feature | undefined)[]) => void;

function noteConditions({ name, params }: AtRule, note: Note): void {
  if (name !== 'media') return;
  const media = atRules.media as Feature;
  for (const [, feature = ''] of params.matchAll(/\(([a-z-]+)/g))
    note(`@media ${feature}`, [media[feature] as Feature]);
  if (/[<>]/.test(params)) note('@media <', [media.range_syntax as Feature | undefined]);
}

function isConditional(node: ChildNode): boolean {
  let at: Container | Document | undefined = node.parent;
  while (at) {
    if (at.type === 'atrule' && (at as AtRule).name === 'supports') return true;
    at = at.parent;
  }
  return node.type === 'atrule' && node.name === 'supports';
}
