/** Field names whose values are secrets or are made from one: hashes of passwords and tokens, private keys. */
const SECRET = /(?:hash(?:es)?|password|secret|token|privateKey)$/i;

/** A copy with every secret replaced, and every field of the names in `also`, at any depth; for JSON values. */
export function redact(value: unknown, also: readonly string[] = []): unknown {
  if (Array.isArray(value)) return value.map((item) => redact(item, also));
  if (typeof value !== 'object' || value === null) return value;
  const isHidden = (name: string) => SECRET.test(name) || also.includes(name);
  return Object.fromEntries(
    Object.entries(value).map(([name, inner]) => [name, isHidden(name) ? '[redacted]' : redact(inner, also)]),
  );
}
