/** Field names whose values are secrets or are made from one: hashes of passwords and tokens, private keys. */
const SECRET = /(?:hash(?:es)?|password|secret|token|privateKey)$/i;

/** Names of fields, at any depth, that are not shown besides secrets. */
export interface HiddenFields {
  /** Those whose values are replaced. */
  redacted?: readonly string[];
  /** Those that are left out: that they are there would tell something. */
  omitted?: readonly string[];
}

/** A copy with every secret replaced, and the hidden fields replaced or left out; for JSON values. */
export function redact(value: unknown, hidden: HiddenFields = {}): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, hidden));
  if (typeof value !== 'object' || value === null) return value;
  const { redacted = [], omitted = [] } = hidden;
  const isRedacted = (name: string) => SECRET.test(name) || redacted.includes(name);
  const shown = Object.entries(value).filter(([name]) => !omitted.includes(name));
  return Object.fromEntries(
    shown.map(([name, inner]) => [name, isRedacted(name) ? '[redacted]' : redact(inner, hidden)]),
  );
}
