import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { buildSchema, isIntrospectionType, isSpecifiedScalarType } from 'graphql';
import { printGatewaySchema } from './build.ts';

const emitted = new URL('../schema.graphql', import.meta.url);

describe('the emitted schema', () => {
  it('is committed as the code has it', () => {
    if (process.env['CONFAB_WRITE_SCHEMA']) writeFileSync(fileURLToPath(emitted), printGatewaySchema());
    expect(readFileSync(emitted, 'utf8')).toBe(printGatewaySchema());
  });

  it('says what each type, input, enum and operation is', () => {
    const schema = buildSchema(printGatewaySchema());
    const roots = [schema.getQueryType()!, schema.getMutationType()!, schema.getSubscriptionType()!];
    const operations = roots.flatMap((root) => Object.values(root.getFields()));
    const types = Object.values(schema.getTypeMap()).filter(
      (type) => !isIntrospectionType(type) && !isSpecifiedScalarType(type) && !roots.some((root) => root === type),
    );
    expect(operations.length).toBeGreaterThan(0);
    expect([...types, ...operations].filter(({ description }) => !description).map(({ name }) => name)).toEqual([]);
  });
});
