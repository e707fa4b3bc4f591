import { eventually } from '@confab/runtime/testing/eventually';
import { createTempFolder } from '@confab/runtime/testing/temp-folder';
import { freePort } from '../../../tooling/backends/free-port.ts';
import { type Product, startProduct } from '../../../tooling/product.ts';
import { createRoom, history, post } from './chat.ts';
import { type Following, startFollowing } from './documented-client.ts';
import { login, type Person, register } from './person.ts';

describe('the client of docs/clients.md, while the server comes and goes', () => {
  const folder = createTempFolder();
  let port: number;
  let product: Product;
  let ann: Person;
  let following: Following;

  const start = () => startProduct({ dataDir: folder.path, port, env: { CONFAB_DRAIN_MS: '50' } });

  beforeAll(async () => {
    port = await freePort();
    product = await start();
    ann = await register(product.url, 'ann');
    await createRoom(ann, 'tea');
    const { refreshToken } = await login(product.url, 'ann');
    following = startFollowing({ url: product.url, refreshToken });
    await following.told('RoomOpened');
  });
  afterAll(async () => {
    await following?.stop();
    await ann?.close();
    await product?.kill();
    folder.remove();
  });

  it.each([
    ['is stopped, which sends everybody away', () => product.stop()],
    ['is killed', () => product.kill()],
  ])(
    'misses nothing where the server %s, and comes back',
    async (_, end) => {
      const before = following.sockets.length;
      await post(ann, { room: 'tea', text: 'before' });
      await end();
      product = await start();
      await post(ann, { room: 'tea', text: 'after' });
      const posted = (await history(ann, 'tea')).map(({ seq }) => seq);
      await eventually(() => expect(following.seqs()).toEqual(posted), { timeoutMs: 20_000 });
      expect(following.sockets.length).toBeGreaterThan(before);
      expect(following.types()).not.toContain('RoomReset');
    },
    60_000,
  );
});
