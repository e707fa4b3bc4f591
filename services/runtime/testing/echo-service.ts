import { create, createFileRegistry } from '@bufbuild/protobuf';
import type { GenService } from '@bufbuild/protobuf/codegenv2';
import {
  FileDescriptorProtoSchema,
  file_google_protobuf_wrappers,
  type StringValueSchema,
} from '@bufbuild/protobuf/wkt';

const STRING = '.google.protobuf.StringValue';

const file = create(FileDescriptorProtoSchema, {
  name: 'confab/testing/echo.proto',
  package: 'confab.testing',
  syntax: 'proto3',
  dependency: ['google/protobuf/wrappers.proto'],
  service: [
    {
      name: 'EchoService',
      method: [
        { name: 'Echo', inputType: STRING, outputType: STRING },
        { name: 'EchoAgain', inputType: STRING, outputType: STRING },
      ],
    },
  ],
});

const service = createFileRegistry(file, (name) =>
  name === 'google/protobuf/wrappers.proto' ? file_google_protobuf_wrappers.proto : undefined,
).getService('confab.testing.EchoService');
if (!service) throw new Error('the echo service was not built');

type Echo = { methodKind: 'unary'; input: typeof StringValueSchema; output: typeof StringValueSchema };

/** A service for tests, so that the runtime's need no product's contract: two unary methods from a string to a string. */
export const EchoService = service as unknown as GenService<{ echo: Echo; echoAgain: Echo }>;
