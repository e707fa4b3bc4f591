import { initGraphQLTada } from 'gql.tada';
import type { introspection } from './graphql-env.d.ts';

/**
 * Parses a GraphQL document and infers the types of its result and variables from the schema, so no types are written or generated
 * per document. Fragments are not masked: a child component is handed the object that its fragment describes.
 */
export const graphql = initGraphQLTada<{
  introspection: introspection;
  disableMasking: true;
  scalars: { DateTime: string; Cursor: string };
}>();

export type { ResultOf, TadaDocumentNode, VariablesOf } from 'gql.tada';
