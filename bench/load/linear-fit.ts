/**
 * By how much the values change from the first to the last, in per cent of their mean, on the line that fits them best (least squares). They are
 * taken at equal distances. 0 for fewer than two.
 */
export function driftPercent(values: readonly number[]): number {
  const count = values.length;
  if (count < 2) return 0;
  const meanX = (count - 1) / 2;
  const meanY = values.reduce((sum, y) => sum + y, 0) / count;
  let covariance = 0;
  let variance = 0;
  for (const [x, y] of values.entries()) {
    covariance += (x - meanX) * (y - meanY);
    variance += (x - meanX) ** 2;
  }
  return ((covariance / variance) * (count - 1) * 100) / meanY;
}

/** The lowest value of each `every` in a row; what is left over at the end counts for nothing. */
export function lowsOf(values: readonly number[], every: number): number[] {
  const lows: number[] = [];
  for (let end = every; end <= values.length; end += every) lows.push(Math.min(...values.slice(end - every, end)));
  return lows;
}
