import { parseSync } from 'vite';
import { childrenOf, compat, type Feature, isTrial, lacking } from './compat.ts';
import { type TooNew, unique } from './too-new.ts';

/** Names, with the browsers that lack all of what is called so. */
type Names = ReadonlyMap<string, readonly string[]>;

const { builtins } = compat.javascript;
const intl = builtins.Intl as Feature;
const isTooNew = (feature: Feature): boolean => lacking(feature).length > 0;
/** The language, and what of the page is there: who uses a part of an interface that is too new as a whole got it from somewhere. */
const language = [...childrenOf(builtins), ['Intl', intl] as const].map(([, feature]) => feature);
const page = childrenOf(compat.api).flatMap(([, feature]) => (isTooNew(feature) ? [] : [feature]));

/** Names of members that every browser has in one thing or another. */
const old = new Set(
  [...language, ...page].flatMap(childrenOf).flatMap(([name, feature]) => (isTooNew(feature) ? [] : [plain(name)])),
);

/** A member counts as too new where everything that MDN knows by its name is: nobody can tell of what it is read. */
function membersTooNew(interfaces: readonly Feature[]): Names {
  const found = interfaces.flatMap(childrenOf).filter(([name, of]) => !old.has(plain(name)) && !isTrial(of));
  return new Map(found.map(([name, feature]) => [plain(name), lacking(feature)]));
}

const globals: Names = new Map(
  [...childrenOf(builtins), ...childrenOf(compat.api)]
    .filter(([, feature]) => isTooNew(feature) && !isTrial(feature))
    .map(([name, feature]) => [name, lacking(feature)]),
);
/** Of the language: wherever they are read. */
const ofLanguage = membersTooNew(language);
/** Of the page: where they are called. Their other names are those of everything, as `role` is. */
const ofPage = membersTooNew(page);

/** As it is written, without what MDN adds to it. */
function plain(name: string): string {
  return name.replace(/_static$|_event$/, '');
}

interface Node {
  type: string;
  [part: string]: unknown;
}

const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value;

/** Methods and globals that a script uses and a browser of the list lacks. Vite lowers the syntax and leaves these as they are. */
export function tooNewInScript(code: string): TooNew[] {
  const found: TooNew[] = [];
  const { program, errors } = parseSync('script.js', code);
  if (errors.length > 0) throw new Error(errors[0]?.message);
  const look = (node: Node): void => {
    for (const [name, isMissing] of namesIn(node)) if (isMissing) found.push({ name, lacking: isMissing });
    for (const part of Object.values(node)) for (const each of [part].flat()) if (isNode(each)) look(each);
  };
  look(program as unknown as Node);
  return unique(found);
}

function* namesIn(node: Node): Generator<[name: string, lacking: readonly string[] | undefined]> {
  if (node.type === 'Identifier') yield [String(node.name), globals.get(String(node.name))];
  const read = memberOf(node);
  if (read) yield [`.${read}`, ofLanguage.get(read)];
  const called = node.type === 'CallExpression' && isNode(node.callee) && memberOf(node.callee);
  if (called) yield [`.${called}`, ofPage.get(called)];
}

/** The name of a member that is read. */
function memberOf({ type, property, computed }: Node): string | null {
  if (type !== 'MemberExpression' || !isNode(property)) return null;
  if (!computed) return String(property.name);
  return property.type === 'Literal' ? String(property.value) : null;
}
