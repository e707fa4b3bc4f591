import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { type App, startApp } from './app.ts';
import { createRoom, deleteMessage, history, post, whisper } from './chat.ts';
import { anotherTab, type Person, register } from './person.ts';

const codeOf = (error: { code?: string }) => error.code;
const refusal = (request: Promise<unknown>) => request.then(() => 'answered', codeOf);

describe('the same idempotency key again', () => {
  const folder = createTempFolder();
  let app: App;
  let ann: Person;

  beforeAll(async () => {
    app = await startApp({ dataDir: folder.path });
    ann = await register(app.url, 'ann');
    await register(app.url, 'bob');
    await createRoom(ann, 'lobby');
  });
  afterAll(async () => {
    await app?.close();
    folder.remove();
  });

  it('gets the first result and leaves one message, sent in parallel', async () => {
    const input = { room: 'lobby', text: 'once', idempotencyKey: 'parallel' };
    const answers = await Promise.all(Array.from({ length: 20 }, () => post(ann, input)));
    expect(new Set(answers.map(({ id }) => id)).size).toBe(1);
    expect((await history(ann, 'lobby')).filter(({ text }) => text === 'once')).toHaveLength(1);
  });

  it('gets the first result after a restart', async () => {
    const input = { room: 'lobby', text: 'before', idempotencyKey: 'restart' };
    const first = await post(ann, input);
    await app.close();
    app = await startApp({ dataDir: folder.path });
    ann = anotherTab(app.url, ann);
    expect(await post(ann, input)).toEqual(first);
    await expect(post(ann, { ...input, text: 'after' })).rejects.toMatchObject({ code: 'CONFLICT' });
    expect((await history(ann, 'lobby')).map(({ text }) => text)).not.toContain('after');
  });

  it('is refused for another text, room or answered message, as often as one asks', async () => {
    await createRoom(ann, 'kitchen');
    const input = { room: 'lobby', text: 'this and no other', idempotencyKey: crypto.randomUUID() };
    const first = await post(ann, input);
    const changes = [
      { text: 'another' },
      { text: '' },
      { room: 'kitchen' },
      { room: 'nowhere' },
      { replyTo: first.id },
    ];
    for (const change of [...changes, ...changes]) {
      const other = { ...input, ...change };
      expect([change, await refusal(post(ann, other))]).toEqual([change, 'CONFLICT']);
    }
    expect((await history(ann, 'kitchen')).map(({ text }) => text)).toEqual([]);
  });

  it('is refused for another recipient of a private message, who gets nothing', async () => {
    await register(app.url, 'carol');
    const input = { to: 'bob', text: 'for you alone', idempotencyKey: crypto.randomUUID() };
    const first = await whisper(ann, input);
    expect(await refusal(whisper(ann, { ...input, to: 'carol' }))).toBe('CONFLICT');
    expect(await refusal(whisper(ann, { ...input, text: 'for you, too' }))).toBe('CONFLICT');
    expect(await whisper(ann, { ...input, to: 'BOB' })).toEqual(first);
    const { conversation } = await ann.request<{ conversation: unknown }>('{ conversation(with: "carol") { id } }');
    expect(conversation).toBeNull();
  });

  it('gets the first result for the same room and text written another way', async () => {
    const input = { room: 'Lobby', text: 'a\r\ncaf\u00e9', idempotencyKey: crypto.randomUUID() };
    const first = await post(ann, input);
    for (const text of ['a\ncafe\u0301', 'a\rcaf\u00e9']) {
      expect(await post(ann, { ...input, room: 'LOBBY', text })).toEqual(first);
    }
  });

  it('gets the first result after the message was edited or deleted, for its first text alone', async () => {
    const input = { room: 'lobby', text: 'first', idempotencyKey: crypto.randomUUID() };
    const { id } = await post(ann, input);
    await ann.request('mutation ($input: EditMessageInput!) { editMessage(input: $input) { message { id } } }', {
      input: { id, text: 'second' },
    });
    expect(await post(ann, input)).toMatchObject({ id, text: 'second' });
    expect(await refusal(post(ann, { ...input, text: 'second' }))).toBe('CONFLICT');
    await deleteMessage(ann, id);
    expect(await post(ann, input)).toMatchObject({ id });
  });

  it('lets one message through of several that come at once, and says so to the others', async () => {
    const idempotencyKey = crypto.randomUUID();
    const texts = Array.from({ length: 20 }, (_, i) => `${idempotencyKey} ${i % 4}`);
    const answers = await Promise.all(
      texts.map((text) => post(ann, { room: 'lobby', text, idempotencyKey }).then(({ text }) => text, codeOf)),
    );
    const [stored, ...more] = (await history(ann, 'lobby')).filter(({ text }) => text?.startsWith(idempotencyKey));
    expect(more).toEqual([]);
    expect(answers).toEqual(texts.map((text) => (text === stored?.text ? text : 'CONFLICT')));
  });

  it('is the author’s own: another author may use it too', async () => {
    const bob = await register(app.url, 'bobby');
    await bob.request('mutation { joinRoom(input: { room: "lobby" }) { room { id } } }');
    const [a, b] = await Promise.all(
      [ann, bob].map((person) => post(person, { room: 'lobby', text: person.username, idempotencyKey: 'shared' })),
    );
    expect(a?.id).not.toBe(b?.id);
  });

  it('is refused for another kind of command', async () => {
    await post(ann, { room: 'lobby', text: 'hi', idempotencyKey: 'twofold' });
    await expect(whisper(ann, { to: 'bob', text: 'hi', idempotencyKey: 'twofold' })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});
