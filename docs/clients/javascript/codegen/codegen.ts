import type { CodegenConfig } from '@graphql-codegen/cli';

/** npx graphql-codegen --config codegen/codegen.ts */
const config: CodegenConfig = {
  schema: '../../../services/gateway/schema.graphql',
  documents: '../operations.graphql',
  generates: {
    'codegen/generated/': {
      preset: 'client',
      presetConfig: { fragmentMasking: false },
      // `__typename` tells events apart. What is text in JSON is text in the program.
      config: { documentMode: 'string', scalars: { Cursor: 'string', DateTime: 'string' }, useTypeImports: true, enumsAsTypes: true },
    },
  },
};
export default config;
