import { eventually } from '@confab/runtime/testing/eventually';
import { type App, startApp } from './app.ts';
import { createRoom, history, joinRoom, post } from './chat.ts';
import { type Person, register } from './person.ts';
import { followRoom, type RoomFollower } from './room-follower.ts';
import { seededRandom } from './seeded-random.ts';

const SUBSCRIBERS = 20;
const MESSAGES = 1_000;
const WRITERS = 4;
/** A socket is dropped with this chance after each acknowledged message. */
const DROP_CHANCE = 0.1;

describe('sockets that drop at random', () => {
  let app: App;
  let people: Person[];

  beforeAll(async () => {
    app = await startApp();
    people = await Promise.all(Array.from({ length: WRITERS }, (_, i) => register(app.url, `writer-${i}`)));
    await createRoom(people[0] as Person, 'seam');
    for (const person of people.slice(1)) await joinRoom(person, 'seam');
  });
  afterAll(() => app?.close());

  it(`lose none of ${MESSAGES} messages, bring none twice and none out of order`, async () => {
    const random = seededRandom();
    const followers: RoomFollower[] = await Promise.all(
      Array.from({ length: SUBSCRIBERS }, (_, i) =>
        followRoom({ url: () => app.url, person: people[i % WRITERS] as Person, room: 'seam', random }),
      ),
    );
    const perWriter = MESSAGES / WRITERS;
    await Promise.all(
      people.map(async (person, writer) => {
        for (let i = 0; i < perWriter; i += 1) {
          await post(person, { room: 'seam', text: `${writer}:${i}` });
          if (random() < DROP_CHANCE) followers[Math.floor(random() * SUBSCRIBERS)]?.dropSocket();
        }
      }),
    );
    const posted = (await history(people[0] as Person, 'seam')).map(({ text }) => text);
    expect(posted).toHaveLength(MESSAGES);
    for (const follower of followers) {
      await eventually(() => expect(follower.seen.at(-1)?.text).toBe(posted.at(-1)), { timeoutMs: 20_000 });
      expect(follower.seen.map(({ text }) => text)).toEqual(posted);
      expect(follower.resets).toBe(0);
    }
    expect(followers.reduce((sum, { reconnects }) => sum + reconnects, 0)).toBeGreaterThan(50);
    await Promise.all(followers.map((follower) => follower.stop()));
  }, 90_000);
});
