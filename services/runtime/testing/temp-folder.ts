import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A new empty folder for a test, and what takes it away again. */
export function createTempFolder(): { path: string; remove(): void } {
  const path = mkdtempSync(join(tmpdir(), 'confab-test-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
