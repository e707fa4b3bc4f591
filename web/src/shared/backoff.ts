/** The longest that the first retry waits, in milliseconds. */
export const BASE_DELAY_MS = 500;
/** The longest that any retry waits, in milliseconds. */
export const MAX_DELAY_MS = 30_000;

/** By how much the bound grows. With 1.5 no wait is much longer than all before it were on average, so a short outage stays short. */
const GROWTH = 1.5;

/**
 * How long to wait before retry number `attempt` (0 for the first): exponential with full jitter, so that the clients of a server
 * that went away come back spread over time.
 *
 * @param random a number in [0, 1)
 * @see https://aws.amazon.com/blogs/architecture/exponential-backoff-and-jitter/
 */
export function backoffDelay(attempt: number, random: number): number {
  return Math.round(random * Math.min(MAX_DELAY_MS, BASE_DELAY_MS * GROWTH ** attempt));
}
