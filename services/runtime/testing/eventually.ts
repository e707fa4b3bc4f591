const FIRST_PAUSE_MS = 2;
const LONGEST_PAUSE_MS = 100;

/**
 * Runs the assertion again and again until it holds, with pauses that grow from 2 to 100 ms. When the time is over, the last failure
 * is thrown. The only place of the tests that sleeps.
 */
export async function eventually(
  assertion: () => void | Promise<void>,
  { timeoutMs = 5_000 }: { timeoutMs?: number } = {},
): Promise<void> {
  const end = performance.now() + timeoutMs;
  for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
    try {
      await assertion();
      return;
    } catch (error) {
      if (performance.now() >= end) throw error;
    }
    await new Promise((resolve) => setTimeout(resolve, pauseMs));
  }
}
