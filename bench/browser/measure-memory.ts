import type { Memory } from './page-memory.ts';
import type { Reader } from './reader.ts';

/** Between two looks at the memory. */
const EVERY_MS = 5_000;

/** Memory while messages arrive, from the first look to the last. Empty for no minutes. */
export async function measureMemory(
  reader: Reader,
  { minutes, progress }: { minutes: number; progress(line: string): void },
): Promise<Memory[]> {
  const looks: Memory[] = [];
  const until = performance.now() + minutes * 60_000;
  while (performance.now() < until) {
    const look = await reader.memory();
    looks.push(look);
    progress(`${look.heapMb.toFixed(1)} MB of heap, ${look.nodes} nodes`);
    await reader.page.waitForTimeout(Math.min(EVERY_MS, Math.max(0, until - performance.now())));
  }
  if (looks.length > 0) looks.push(await reader.memory());
  return looks;
}
