import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DocumentNode, type FragmentDefinitionNode, Kind, parse, print, visit } from 'graphql';
import { defaultLimits } from '../config.ts';
import { gatewaySchema } from '../schema/build.ts';
import { createDocuments } from './documents.ts';

const WEB = join(import.meta.dirname, '../../../web/src');
const DOCUMENT = /graphql\(\s*`([^`]*)`/g;

/** Everything that the web app asks for, each operation with its fragments, as text. */
function webDocuments(): { name: string; query: string }[] {
  const files = readdirSync(WEB, { recursive: true, encoding: 'utf8' }).filter((file) =>
    /graphql\/[^/]+\.ts$/.test(file),
  );
  const definitions = files
    .flatMap((file) => [...readFileSync(join(WEB, file), 'utf8').matchAll(DOCUMENT)])
    .flatMap(([, text = '']) => parse(text).definitions);
  const fragments = new Map<string, FragmentDefinitionNode>();
  for (const node of definitions) if (node.kind === Kind.FRAGMENT_DEFINITION) fragments.set(node.name.value, node);
  return definitions.flatMap((operation) => {
    if (operation.kind !== Kind.OPERATION_DEFINITION) return [];
    const used = new Set<FragmentDefinitionNode>();
    const follow = (node: DocumentNode | typeof operation | FragmentDefinitionNode): void =>
      void visit(node, {
        FragmentSpread({ name }) {
          const fragment = fragments.get(name.value);
          if (!fragment || used.has(fragment)) return;
          used.add(fragment);
          follow(fragment);
        },
      });
    follow(operation);
    const query = print({ kind: Kind.DOCUMENT, definitions: [operation, ...used] });
    return [{ name: operation.name?.value ?? '', query }];
  });
}

describe('what the web app asks for', () => {
  const documents = createDocuments(gatewaySchema(), defaultLimits);
  const largest = { first: 100, last: 100 };

  it.each(webDocuments())('is permitted with room to spare: $name', ({ name, query }) => {
    const operation = documents.find({ query, operationName: name });
    if (!('document' in operation)) throw new Error(operation.map(({ message }) => message).join());
    expect(operation.costs(largest).whole).toBeLessThan(defaultLimits.cost * 0.75);
    expect(operation.costs(largest).event).toBeLessThan(defaultLimits.eventCost * 0.75);
  });
});
