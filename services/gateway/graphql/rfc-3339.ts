let second = Number.NaN;
let untilSecond = '';

/**
 * RFC 3339 in UTC of whole milliseconds since 1970. Events that are shown one after another mostly fall into one second, whose text is kept: making it is a tenth of
 * what showing an event costs. Throws RangeError for what is no time.
 */
export function toRfc3339(ms: number): string {
  const itsSecond = Math.floor(ms / 1_000);
  if (itsSecond !== second) {
    untilSecond = new Date(itsSecond * 1_000).toISOString().slice(0, -'000Z'.length);
    second = itsSecond;
  }
  return `${untilSecond}${String(ms - itsSecond * 1_000).padStart(3, '0')}Z`;
}
