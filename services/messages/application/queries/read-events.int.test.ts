import { createWorld, type World } from '../../test/world.ts';
import { deleteMessage } from '../commands/change-message.ts';
import { editMessage } from '../commands/edit-message.ts';
import { postMessage } from '../commands/post-message.ts';
import { readTimelineEvents } from './read-events.ts';

describe('a stretch of history', () => {
  let world: World;
  beforeEach(async () => {
    world = await createWorld();
  });
  afterEach(() => world.close());

  it('shows every message as it stands now, however long it is', async () => {
    const alice = world.as('alice');
    for (let n = 1; n <= 60; n += 1) await postMessage(world.context, alice, { room: 'lobby', text: `first ${n}` });
    await editMessage(world.context, alice, { id: 'lobby-7', text: 'mended' });
    await deleteMessage(world.context, alice, { id: 'lobby-8' });

    for (const limit of [10, 50]) {
      const page = await readTimelineEvents(world.context, alice, { timelineId: 'lobby', after: 0, limit });
      expect(page.events.map(({ seq }) => seq)).toEqual(Array.from({ length: limit }, (_, i) => i + 1));
      expect([...page.current.keys()]).toEqual(page.events.map(({ seq }) => `lobby-${seq}`));
      expect(page.current.get('lobby-6')?.text).toBe('first 6');
      expect(page.current.get('lobby-7')?.text).toBe('mended');
      expect(page.current.get('lobby-8')).toMatchObject({ deletedAtMs: expect.any(Number) });
      expect(page.current.get('lobby-8')?.text).toBeUndefined();
    }
  });
});
