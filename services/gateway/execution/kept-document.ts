import {
  type ASTNode,
  type DocumentNode,
  Kind,
  Location,
  parse,
  print,
  stripIgnoredCharacters,
  Token,
  visit,
} from 'graphql';

/** What errors of an execution point at. */
const PLACES: ReadonlySet<Kind> = new Set([Kind.FIELD, Kind.VARIABLE_DEFINITION]);

/**
 * What is kept of a document: without the tokens that it was made of, and without text that means nothing or belongs to other operations. Errors of its
 * execution say where in the text they come from only where all of the text is kept, `asSent`.
 */
export function keptDocument(document: DocumentNode, asSent: boolean): DocumentNode {
  if (!asSent) return parse(stripIgnoredCharacters(print(document)), { noLocation: true });
  visit(document, { enter: (node) => void Object.assign(node, { loc: placeOf(node) }) });
  return document;
}

/** Tokens know their neighbours: a place with its own keeps all of them. */
function placeOf({ kind, loc }: ASTNode): Location | undefined {
  if (!loc || !PLACES.has(kind)) return undefined;
  const { start, end, startToken, source } = loc;
  const token = new Token(startToken.kind, start, end, startToken.line, startToken.column);
  return new Location(token, token, source);
}
