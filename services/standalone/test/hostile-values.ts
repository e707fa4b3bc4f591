import fc from 'fast-check';

const DEEP = 5_000;
const LONG = 5_000;

/** Texts that mean something elsewhere. */
export const TEXTS: readonly string[] = [
  ...['', ' ', '\u0000', '__proto__', 'constructor', 'a.*', '>', '../..', '💥'.repeat(30), 'x'.repeat(LONG)],
  ...['-1', '1', '1e999', 'NaN', '99999999999999999999', 'true', 'null', '2020-01-01T00:00:00Z', '+275760-09-14'],
];

/** JSON that hardly any argument takes: written out, because some of it comes of no JavaScript value. */
export const hostileJson: () => fc.Arbitrary<string> = () =>
  fc.oneof(
    fc.constantFrom(
      ...[
        'null',
        'true',
        '0',
        '-1',
        '1.5',
        '1e999',
        '-1e999',
        '2147483648',
        '9007199254740993',
        '123456789012345678901',
      ],
      ...[
        '"\\ud800"',
        '"\\udc00\\ud800"',
        '[]',
        '{}',
        '[null]',
        '[[["x"]]]',
        '{"__proto__":{"a":1}}',
        '{"__proto__":null}',
      ],
      ...['{"constructor":{"prototype":{}}}', '{"toString":1}', '{"length":3}', '{"then":1}', '{"":""}'],
      `${'['.repeat(DEEP)}${']'.repeat(DEEP)}`,
      `${'{"a":'.repeat(DEEP)}1${'}'.repeat(DEEP)}`,
    ),
    fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)),
    fc.json({ maxDepth: 3 }),
    fc.string({ unit: 'binary' }).map((text) => JSON.stringify(text)),
  );

/** A value as it stands in a document, of no certain type. */
export const hostileLiteral: () => fc.Arbitrary<string> = () =>
  fc.oneof(
    fc.constantFrom(
      ...['null', 'true', '0', '-1', '1.5', '1e999', '2147483648', '123456789012345678901', 'ANYTHING', '[]', '{}'],
      ...['[null]', '[[["x"]]]', '{ __proto__: 1 }', '{ a: $x }', '"\\u0000"', '"\\uD83D\\uDE00"', '"""block"""', '$x'],
      '['.repeat(50) + ']'.repeat(50),
    ),
    fc.constantFrom(...TEXTS).map((text) => JSON.stringify(text)),
  );
