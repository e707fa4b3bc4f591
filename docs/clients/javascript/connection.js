import { createClient } from 'graphql-ws';

const REFRESH = 'mutation ($old: String) { refreshSession(refreshToken: $old) { accessToken refreshToken expiresIn } }';
const RENEW = 'mutation ($token: String!) { renewConnection(input: { accessToken: $token }) { expiresAt } }';

/**
 * A session that stays signed in, and one socket for any number of subscriptions. A refresh token works once: `onRefreshToken`
 * is told the next one, to go on with after a restart. `options` are those of graphql-ws.
 */
export function connect({ url, refreshToken, onRefreshToken = () => {}, silenceMs = 10_000, ...options }) {
  let [token, goodUntil, pending, renewal, silence] = ['', 0];
  async function refresh() {
    const body = JSON.stringify({ query: REFRESH, variables: { old: refreshToken } });
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(url, { method: 'POST', headers, body, signal: AbortSignal.timeout(20_000) });
    const { data, errors } = await response.json();
    if (errors) throw Object.assign(new Error(errors[0].message), errors[0].extensions);
    refreshToken = data.refreshSession.refreshToken;
    await onRefreshToken(refreshToken);
    token = data.refreshSession.accessToken;
    goodUntil = Date.now() + data.refreshSession.expiresIn * 900; // nine tenths of its life
  }
  /** For requests over HTTP too. Rejects with a `code` where the server refuses: sign in again. */
  async function accessToken() {
    if (Date.now() >= goodUntil) {
      pending ??= refresh().finally(() => {
        pending = null;
      });
    }
    await pending;
    return token;
  }
  /** Gives the next token to the open socket. Where that fails to the end, the server closes it with 4403. */
  async function renew() {
    const variables = { token: await accessToken().catch(() => '') };
    const next = ({ errors }) => renewIn(errors ? 5_000 : goodUntil - Date.now());
    client.subscribe({ query: RENEW, variables }, { next, error() {}, complete() {} });
  }
  function renewIn(ms) {
    clearTimeout(renewal);
    renewal = setTimeout(renew, Math.max(0, ms));
  }
  const on = {
    connected: () => renewIn(goodUntil - Date.now()),
    ping(received) {
      if (!received) silence = setTimeout(() => client.terminate(), silenceMs);
    },
    pong: () => clearTimeout(silence),
    closed({ code }) {
      for (const timer of [renewal, silence]) clearTimeout(timer);
      if (code === 4403) goodUntil = 0;
    },
  };
  const connectionParams = async () => ({ authorization: `Bearer ${await accessToken()}` });
  // Without retries of graphql-ws, which subscribe again with the first variables.
  const defaults = { url: url.replace(/^http/, 'ws'), retryAttempts: 0, keepAlive: silenceMs };
  const client = createClient({ ...defaults, ...options, connectionParams, on });
  return { client, accessToken };
}
