const TICK_MS = 2;

/** Calls back so many times a second on the average, evenly spread; what a late timer missed is made up for. `clearInterval` ends it. */
export function pace(perSecond: number, send: (turn: number) => void): NodeJS.Timeout {
  const began = performance.now();
  let sent = 0;
  return setInterval(() => {
    const due = Math.floor(((performance.now() - began) / 1000) * perSecond);
    for (; sent < due; sent += 1) send(sent);
  }, TICK_MS);
}
