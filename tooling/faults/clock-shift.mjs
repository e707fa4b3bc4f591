/**
 * Preloaded with `--import` into a process whose wall clock a fault run shifts: `Date.now()`, `new Date()` and `Date()` are off by as many
 * milliseconds as the file named by CONFAB_CLOCK_SHIFT_FILE says, now and from then on. The monotonic clock and timers stay as they are, as
 * when somebody sets a machine's clock.
 */
import { readFileSync } from 'node:fs';

const REREAD_MS = 100;
const file = process.env.CONFAB_CLOCK_SHIFT_FILE;
const RealDate = globalThis.Date;
let offsetMs = 0;

function reread() {
  try {
    offsetMs = Number(readFileSync(file, 'utf8')) || 0;
  } catch {
    offsetMs = 0;
  }
}

if (file !== undefined) {
  const now = () => RealDate.now() + offsetMs;
  globalThis.Date = new Proxy(RealDate, {
    apply: () => new RealDate(now()).toString(),
    construct: (target, args, newTarget) => Reflect.construct(target, args.length === 0 ? [now()] : args, newTarget),
    get: (target, property) => (property === 'now' ? now : Reflect.get(target, property)),
  });
  reread();
  setInterval(reread, REREAD_MS).unref();
}
