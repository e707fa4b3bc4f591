const TEMPORARY = ['UNAVAILABLE', 'RATE_LIMITED', 'INTERNAL_SERVER_ERROR'];
const FINAL_CLOSES = [1002, 1003, 1007, 1009, 4400, 4401, 4406, 4409, 4429, 4452];

/**
 * Yields the events of `roomEvents` or `inboxEvents` over any number of sockets: none is lost and none comes twice. `client` is
 * one of graphql-ws without retries; `variables.after` is the cursor to go on behind, if there is one. Ends after RoomClosed, or
 * when `signal` is aborted; throws what the next attempt would meet again.
 */
export async function* follow({ client, query, variables: { after, ...variables } = {}, signal }) {
  const missing = ['$after', '__typename', 'cursor'].filter((word) => !query.includes(word));
  if (missing.length > 0) throw new TypeError(`The subscription has no ${missing.join(', ')}.`);
  let wake;
  signal?.addEventListener('abort', () => wake());
  for (let attempt = 0; !signal?.aborted; attempt += 1) {
    const began = Date.now();
    let waitMs = 0;
    const results = client.iterate({ query, variables: { ...variables, after } });
    wake = () => results.return();
    try {
      for await (const { data, errors } of results) {
        const [event] = Object.values(data ?? {});
        if (!event) throw errors;
        yield event;
        // The snapshot that follows a reset would be missed behind the cursor of the reset.
        after = event.__typename.endsWith('Reset') ? null : event.cursor;
        if (event.__typename === 'RoomClosed') return;
      }
    } catch (failure) {
      waitMs = pauseAfter(failure);
    }
    if (signal?.aborted) return;
    if (Date.now() - began > 10_000) attempt = 0;
    await new Promise((resolve) => {
      const timer = setTimeout(resolve, waitMs + Math.random() * Math.min(30_000, 500 * 1.5 ** attempt));
      wake = () => resolve(clearTimeout(timer));
    });
  }
}

/** Milliseconds that the server asks to wait after a failure. Throws where waiting does not help. */
function pauseAfter(failure) {
  const [refusal] = Array.isArray(failure) ? failure : [];
  const { code, reason, retryAfterMs } = refusal?.extensions ?? failure;
  if (refusal && code === 'UNAUTHENTICATED') return 0; // the token ran out: the server closes the socket with 4403
  const final = typeof code === 'string' ? !TEMPORARY.includes(code) && !retryAfterMs : FINAL_CLOSES.includes(code);
  if (final) throw Object.assign(new Error((refusal ?? failure).message ?? reason), { code }, refusal?.extensions);
  return retryAfterMs ?? Number(/"retryAfterMs":(\d+)/.exec(reason)?.[1] ?? 0);
}
