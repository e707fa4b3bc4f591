import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { printGatewaySchema } from './build.ts';

const emitted = new URL('../schema.graphql', import.meta.url);

describe('the emitted schema', () => {
  it('is committed as the code has it', () => {
    if (process.env['CONFAB_WRITE_SCHEMA']) writeFileSync(fileURLToPath(emitted), printGatewaySchema());
    expect(readFileSync(emitted, 'utf8')).toBe(printGatewaySchema());
  });

  it('describes no schema, which parsers of some clients take for a fault', () => {
    expect(printGatewaySchema()).not.toMatch(/^schema\b/m);
  });
});
