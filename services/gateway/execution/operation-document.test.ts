import { parse } from 'graphql';
import { countTokens, findOperation, normalise, reachedBy } from './operation-document.ts';

const FILE = `
query A { me { ...Name } }
query B { me { id } }
fragment Name on User { ...More username }
fragment More on User { displayName }
fragment Unused on User { createdAt }`;

function reached(name: string) {
  const document = parse(FILE);
  const operation = findOperation(document, name);
  if (!operation) throw new Error('not found');
  return reachedBy(operation, document);
}

describe('an operation of a larger document', () => {
  it('is found by its name, or alone', () => {
    expect(findOperation(parse(FILE), 'B')?.name?.value).toBe('B');
    expect(findOperation(parse(FILE), undefined)).toBeUndefined();
    expect(findOperation(parse(FILE), 'C')).toBeUndefined();
    expect(findOperation(parse('{ me { id } }'), undefined)).toBeDefined();
  });

  it('takes along the fragments that it reaches', () => {
    expect(normalise(reached('A')).text).toBe(
      'query A{me{...Name}}fragment Name on User{...More username}fragment More on User{displayName}',
    );
    expect(normalise(reached('B')).text).toBe('query B{me{id}}');
  });

  it('survives fragments that reach themselves', () => {
    const document = parse('{ me { ...F } } fragment F on User { id ...F }');
    expect(reachedBy(document.definitions[0] as never, document).definitions).toHaveLength(2);
  });

  it('has as many tokens as it was written with', () => {
    expect(countTokens(reached('B'))).toBe('query B { me { id } }'.split(' ').length);
  });
});

describe('what is kept of a document', () => {
  it('is the same for blanks, commas and comments', () => {
    const { text } = normalise(parse(`query A # why\n{ me,,, {   id\n\n username } }`));
    expect(text).toBe('query A{me{id username}}');
  });

  it('holds on to nothing that a client sent', () => {
    const { document } = normalise(parse(`{ me { id } }${' '.repeat(1_000)}`));
    expect(document.loc).toBeUndefined();
    expect(document.definitions.every(({ loc }) => loc === undefined)).toBe(true);
  });
});
