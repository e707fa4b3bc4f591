import { readFileSync } from 'node:fs';

/** A function of `in-page`, as text. */
export function functionOf(name: string): string {
  return readFileSync(new URL(`../in-page/${name}.js`, import.meta.url), 'utf8').replace(/;\s*$/, '');
}

const FIND = functionOf('find');

export type Words = string | RegExp;

/** What `in-page/find.js` looks for. Hidden elements are none. */
export interface Query {
  within?: Query;
  css?: string;
  role?: string;
  /** The whole name, or what it fits. */
  name?: Words;
  /** A part of the text of an element in which nothing smaller has it. */
  text?: Words;
  /** A part of the text of the element. */
  having?: Words;
  /** Of several; from the end where it is negative. */
  nth?: number;
}

/** The expression of a page that hands all that is found to `tell`, a function as text. */
export function finding(query: Query, tell: string): string {
  return `(${FIND})(${JSON.stringify(query, asPattern)}, ${tell})`;
}

/** In words, for messages. */
export function inWords({ within, css, role, name, text, having, nth }: Query): string {
  const said = [
    role ?? css,
    name,
    text && `“${text}”`,
    having && `with “${having}”`,
    nth !== undefined && `no. ${nth}`,
  ];
  return `${said.filter(Boolean).join(' ')}${within ? ` in ${inWords(within)}` : ''}`;
}

function asPattern(_key: string, value: unknown): unknown {
  return value instanceof RegExp ? { source: value.source, flags: value.flags } : value;
}
