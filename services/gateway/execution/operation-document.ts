import {
  type DefinitionNode,
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  parse,
  print,
  stripIgnoredCharacters,
  visit,
} from 'graphql';

/** One operation of a document, with the fragments that it reaches and nothing else. */
export interface OperationDocument {
  document: DocumentNode;
  operation: OperationDefinitionNode;
}

/** Undefined where there is none of that name, or several and no name. */
export function findOperation(document: DocumentNode, name: string | undefined): OperationDefinitionNode | undefined {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION);
  if (name === undefined) return operations.length === 1 ? operations[0] : undefined;
  return operations.find((node) => node.name?.value === name);
}

/** What of the document is executed. */
export function reachedBy(operation: OperationDefinitionNode, { definitions }: DocumentNode): DocumentNode {
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  const reached = new Set<DefinitionNode>([operation]);
  // Grows while it is gone through.
  for (const definition of reached) {
    visit(definition, {
      FragmentSpread({ name }) {
        const fragment = fragments.get(name.value);
        if (fragment) reached.add(fragment);
      },
    });
  }
  return { kind: Kind.DOCUMENT, definitions: [...reached] };
}

/** Tokens of the definitions, as the parser met them. */
export function countTokens({ definitions }: DocumentNode): number {
  let tokens = 0;
  for (const { loc } of definitions) {
    for (let token = loc?.startToken ?? null; token; token = token === loc?.endToken ? null : token.next) tokens += 1;
  }
  return tokens;
}

/**
 * The same operation as short as it can be written, and its document made of that. It holds on to nothing of what a client sent, and knows no places in it: what is
 * kept for long must not be as large as somebody likes.
 */
export function normalise(document: DocumentNode): { text: string; document: DocumentNode } {
  const text = stripIgnoredCharacters(print(document));
  return { text, document: parse(text, { noLocation: true }) };
}
