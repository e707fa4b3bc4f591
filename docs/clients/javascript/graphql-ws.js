// npm install && node graphql-ws.js            CONFAB_URL, CONFAB_USER, CONFAB_PASSWORD and CONFAB_ROOM say where, who and what.
import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { connect } from './connection.js';
import { follow } from './follow.js';

const { CONFAB_URL: url = 'http://localhost:4000/graphql', CONFAB_ROOM: room = 'tea' } = process.env;
const { CONFAB_USER: username = 'ann', CONFAB_PASSWORD: password = 'correct horse battery' } = process.env;
const document = readFileSync(new URL('../operations.graphql', import.meta.url), 'utf8');

/** One operation over HTTP. */
async function ask(operationName, variables, token) {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const body = JSON.stringify({ query: document, operationName, variables });
  const { data, errors } = await (await fetch(url, { method: 'POST', headers, body })).json();
  if (errors) throw Object.assign(new Error(errors[0].message), errors[0].extensions);
  return data;
}

const { login } = await ask('SignIn', { username, password });
const { client, accessToken } = connect({ url, refreshToken: login.refreshToken });
const input = { room, text: 'hello', idempotencyKey: randomUUID() };
await ask('Post', { input }, await accessToken());

const query = document.slice(document.indexOf('subscription RoomEvents'));
for await (const event of follow({ client, query, variables: { room } })) {
  if (event.resetReason) console.log('Throw away what you have.');
  if (event.message) console.log(event.message.seq, event.message.text);
  for (const { seq, text } of event.messages ?? []) console.log(seq, text);
}
