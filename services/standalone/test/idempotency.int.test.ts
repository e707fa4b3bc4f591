import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { type App, startApp } from './app.ts';
import { createRoom, history, post, whisper } from './chat.ts';
import { anotherTab, type Person, register } from './person.ts';

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

  it('gets the first result after a restart, with whatever text', async () => {
    const input = { room: 'lobby', text: 'before', idempotencyKey: 'restart' };
    const first = await post(ann, input);
    await app.close();
    app = await startApp({ dataDir: folder.path });
    ann = anotherTab(app.url, ann);
    expect(await post(ann, { ...input, text: 'after' })).toEqual(first);
    expect((await history(ann, 'lobby')).map(({ text }) => text)).not.toContain('after');
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
