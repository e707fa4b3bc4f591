import { createWorld, type World } from '../../test/world.ts';
import { blockUser } from '../commands/block-user.ts';
import { sendDirectMessage } from '../commands/send-direct-message.ts';
import { listPeers } from './list-peers.ts';

describe('whom somebody talks with', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  const send = (from: string, to: string) => sendDirectMessage(world.context, world.as(from), { to, text: 'psst' });

  it('is whoever they have written to or heard from, the latest first', async () => {
    await send('alice', 'bob');
    await send('carol', 'alice');
    expect(await listPeers(world.context, 'alice')).toEqual(['carol', 'bob']);
    await send('bob', 'alice');
    expect(await listPeers(world.context, 'alice')).toEqual(['bob', 'carol']);
    expect(await listPeers(world.context, 'bob')).toEqual(['alice']);
    expect(await listPeers(world.context, 'dave')).toEqual([]);
  });

  it('is nobody who was kept from all that they wrote', async () => {
    await blockUser(world.context, world.as('bob'), { username: 'alice' });
    await send('alice', 'bob');
    expect(await listPeers(world.context, 'alice')).toEqual([]);
  });
});
