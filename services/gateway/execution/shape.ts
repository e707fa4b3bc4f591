import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type SelectionNode,
  type SelectionSetNode,
} from 'graphql';
import type { GatewayLimits } from '../config.ts';
import { countMergedPairs } from './merging.ts';

/** Measures of a document that bound what it can cost before it is validated. */
interface Shape {
  depth: number;
  aliases: number;
  /** Fragments that are defined: validation compares what is spread together pair by pair. */
  fragments: number;
  /** Most fields that one response name stands for in one selection: validation compares them pair by pair. */
  repeats: number;
}

type Limits = Pick<GatewayLimits, 'depth' | 'aliases'>;

const MAX_REPEATS = 20;
/** Fields of one name in one place are compared pair by pair: some milliseconds for so many. The web app has 20. */
const MAX_PAIRS = 2_000;
/** Validation takes 10 ms with so many that select each other, and 250 ms with as many as fit into the tokens. */
const MAX_FRAGMENTS = 50;

/** Why an operation and its fragments are too much to be validated; undefined if they are not. */
export function refuseShape(document: DocumentNode, limits: Limits): string | undefined {
  const { depth, aliases, fragments, repeats } = measureShape(document);
  if (depth > limits.depth) return `Selections nest too deep: at most ${limits.depth} levels.`;
  if (aliases > limits.aliases) return `Too many aliases: at most ${limits.aliases}.`;
  if (fragments > MAX_FRAGMENTS) return `Too many fragments: at most ${MAX_FRAGMENTS}.`;
  if (repeats > MAX_REPEATS || countMergedPairs(document, MAX_PAIRS) > MAX_PAIRS) {
    return 'The same field is selected too often.';
  }
  return undefined;
}

/**
 * Measures a parsed document in time linear in its size: a fragment is measured once, however often it is spread; one that spreads itself
 * counts as infinitely deep. Introspection fields do not count towards the depth (graphql-js has a rule of its own for them).
 */
function measureShape(document: DocumentNode): Shape {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of document.definitions)
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const depths = new Map<string, number>();
  const shape: Shape = { depth: 0, aliases: 0, fragments: fragments.size, repeats: 0 };

  const fragmentDepth = (name: string): number => {
    const known = depths.get(name);
    if (known !== undefined) return known;
    depths.set(name, Number.POSITIVE_INFINITY);
    const fragment = fragments.get(name);
    const depth = fragment ? setDepth(fragment.selectionSet) : 0;
    depths.set(name, depth);
    return depth;
  };

  const nodeDepth = (node: SelectionNode): number => {
    if (node.kind === Kind.FRAGMENT_SPREAD) return fragmentDepth(node.name.value);
    if (node.kind === Kind.INLINE_FRAGMENT) return setDepth(node.selectionSet);
    if (node.alias) shape.aliases += 1;
    const below = node.selectionSet ? setDepth(node.selectionSet) : 0;
    return node.name.value.startsWith('__') ? 0 : 1 + below;
  };

  const setDepth = (set: SelectionSetNode): number => {
    const names = new Map<string, number>();
    let deepest = 0;
    for (const node of set.selections) {
      deepest = Math.max(deepest, nodeDepth(node));
      if (node.kind !== Kind.FIELD) continue;
      const name = (node.alias ?? node.name).value;
      const repeats = (names.get(name) ?? 0) + 1;
      names.set(name, repeats);
      shape.repeats = Math.max(shape.repeats, repeats);
    }
    return deepest;
  };

  for (const node of document.definitions) {
    if (node.kind === Kind.OPERATION_DEFINITION) shape.depth = Math.max(shape.depth, setDepth(node.selectionSet));
    if (node.kind === Kind.FRAGMENT_DEFINITION) fragmentDepth(node.name.value);
  }
  return shape;
}
