/** Field names whose values are secrets or are made from one: hashes of passwords and tokens, private keys. */
const SECRET = /(?:hash|password|secret|token|privateKey)$/i;

/** A copy with every secret replaced, at any depth; for JSON values. */
export function redact(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redact);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, SECRET.test(name) ? '[redacted]' : redact(inner)]),
  );
}
