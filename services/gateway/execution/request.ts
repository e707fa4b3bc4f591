import { MAX_NAME, MAX_STRING } from '../context/lengths.ts';
import type { VariableValues } from './variables.ts';

/** What is used of a request, over either transport. Nothing else of it is kept. */
export interface GraphqlRequest {
  query: string;
  operationName: string | undefined;
  variables: VariableValues | undefined;
  /** Of the text that it came in: none of its strings is longer. */
  length: number;
}

/** JSON as a client sent it; undefined for what is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text.length > MAX_STRING ? withShortNames(text) : text);
  } catch {
    return undefined;
  }
}

/** Undefined for what is no request. `length`: of the text that it came in. */
export function toRequest(value: unknown, length: number): GraphqlRequest | undefined {
  if (!isObject(value)) return undefined;
  const { query, operationName, variables } = value;
  if (typeof query !== 'string') return undefined;
  if (operationName != null && typeof operationName !== 'string') return undefined;
  if (variables != null && !isObject(variables)) return undefined;
  return {
    query,
    operationName: operationName ?? undefined,
    variables: variables ?? undefined,
    length,
  };
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The name next to the first string that is longer than any may be. Without recursion: there is no end to how deep this nests. */
export function longString(variables: VariableValues): string | undefined {
  const left: (readonly [name: string, value: unknown])[] = [['', variables]];
  for (let next = left.pop(); next; next = left.pop()) {
    const [name, value] = next;
    if (typeof value === 'string' && value.length > MAX_STRING) return name;
    if (Array.isArray(value)) for (const item of value) left.push([name, item]);
    else if (isObject(value)) for (const member of Object.entries(value)) left.push(member);
  }
  return undefined;
}

/** What stands for a name that is too long to be one. */
const UNKNOWN = '"?"';

/**
 * The JSON with names of a sensible length. V8 puts every name that it parses into a table of all names, where those of more than 16,383 characters collide
 * if they are equally long: a thousand of them take a second.
 */
function withShortNames(text: string): string {
  let result = '';
  let copied = 0;
  for (let start = text.indexOf('"'); start >= 0; ) {
    const end = endOfString(text, start);
    if (end < 0) break;
    if (end - start > MAX_NAME && isName(text, end)) {
      result += text.slice(copied, start) + UNKNOWN;
      copied = end;
    }
    start = text.indexOf('"', end);
  }
  return copied === 0 ? text : result + text.slice(copied);
}

/** The place behind the closing quote; -1 where there is none. */
function endOfString(text: string, start: number): number {
  for (let quote = text.indexOf('"', start + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    let escapes = 0;
    while (text[quote - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return quote + 1;
  }
  return -1;
}

const COLON = /\s*:/y;

function isName(text: string, end: number): boolean {
  COLON.lastIndex = end;
  return COLON.test(text);
}
