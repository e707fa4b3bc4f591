/**
 * Writes `src/shared/api/graphql-env.d.ts`, from which the types of every GraphQL document are inferred. Run it after the schema
 * changed: `npm run schema -w web [-- path/to/schema.graphql]`.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { minifyIntrospection, outputIntrospectionFile } from '@gql.tada/internal';
import { buildSchema, introspectionFromSchema } from 'graphql';

const source = process.argv[2] ?? new URL('../../services/gateway/schema.graphql', import.meta.url);
const target = new URL('../src/shared/api/graphql-env.d.ts', import.meta.url);
const introspection = minifyIntrospection(
  introspectionFromSchema(buildSchema(readFileSync(source, 'utf8')), { descriptions: false }),
);
const types = outputIntrospectionFile(introspection, { fileType: '.d.ts', shouldPreprocess: true });
// What follows declares these types for the whole program; `graphql.ts` takes them as a parameter instead.
const [own] = types.split('import * as gqlTada');
writeFileSync(target, own ?? types);
