// npm install && npx graphql-codegen --config codegen/codegen.ts && node codegen/room.ts                  (Node 24 runs TypeScript)
import { randomUUID } from 'node:crypto';
import { connect } from '../connection.js';
import { follow } from '../follow.js';
import {
  PostDocument,
  RoomEventsDocument,
  type RoomEventsSubscription,
  SignInDocument,
  type TypedDocumentString,
} from './generated/graphql.ts';

const { CONFAB_URL: url = 'http://localhost:4000/graphql', CONFAB_ROOM: room = 'tea' } = process.env;
const { CONFAB_USER: username = 'ann', CONFAB_PASSWORD: password = 'correct horse battery' } = process.env;

/** One operation over HTTP, typed by its document. */
async function ask<Data, Variables>(document: TypedDocumentString<Data, Variables>, variables: Variables, token?: string): Promise<Data> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const body = JSON.stringify({ query: document.toString(), variables });
  const { data, errors } = await (await fetch(url, { method: 'POST', headers, body })).json();
  if (errors) throw Object.assign(new Error(errors[0].message), errors[0].extensions);
  return data;
}

const { login } = await ask(SignInDocument, { username, password });
const { client, accessToken } = connect({ url, refreshToken: login.refreshToken });
await ask(PostDocument, { input: { room, text: 'hello', idempotencyKey: randomUUID() } }, await accessToken());

type Event = RoomEventsSubscription['roomEvents'];
for await (const event of follow<Event>({ client, query: RoomEventsDocument.toString(), variables: { room } })) {
  switch (event.__typename) {
    case 'RoomOpened':
      for (const { seq, text } of event.messages ?? []) console.log(seq, text);
      break;
    case 'MessagePosted':
      console.log(event.message.seq, event.message.text);
      break;
    case 'RoomReset':
      console.log('Throw away what you have.');
      break;
    // No `default` that throws: a newer server has events that were not known when this was generated.
  }
}
