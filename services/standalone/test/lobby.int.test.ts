import { type App, startApp } from './app.ts';
import { createRoom } from './chat.ts';
import { type Person, register } from './person.ts';
import { call } from './room-scene.ts';

const LOBBY = `subscription { roomListEvents { __typename
  ... on RoomListed { room { name topic membership { role } } } } }`;

interface Event {
  __typename: string;
  room?: { name: string; topic: string | null; membership: { role: string } | null };
}

/** As many as one page of the lobby holds. */
const PAGE = 100;
const many = (name: string) => Array.from({ length: PAGE }, (_, at) => `${name}-${at}`);

describe('the lobby', () => {
  let app: App;
  let administrator: Person;
  let owner: Person;
  let member: Person;

  beforeAll(async () => {
    app = await startApp({ env: { LOG_LEVEL: 'error' } });
    administrator = await register(app.url, 'administrator');
    [owner, member] = await Promise.all([register(app.url, 'owner'), register(app.url, 'member')]);
  }, 60_000);

  afterAll(async () => {
    for (const person of [administrator, owner, member]) await person.close();
    await app.close();
  }, 60_000);

  const enter = (person: Person) => person.subscribe<Event>(LOBBY).events;
  const listed = (name: string) => (event: Event) => event.room?.name === name;

  it('shows a member the public rooms, though an administrator looks first and sees a hundred private ones in front', async () => {
    await createRoom(owner, 'public');
    // Those that were made later come first.
    for (const name of many('hidden'))
      await call(owner, 'createRoom', 'CreateRoomInput', { name, visibility: 'PRIVATE' });
    const ofAdministrator = enter(administrator);
    const ofMember = enter(member);
    for (const events of [ofAdministrator, ofMember]) await events.nextWhere(listed('public'));
    await call(owner, 'updateRoom', 'UpdateRoomInput', { room: 'public', topic: 'all are welcome' });
    for (const events of [ofAdministrator, ofMember]) {
      await events.nextWhere(({ room }) => room?.topic === 'all are welcome');
    }
    expect(ofMember.drain().filter(({ room }) => room?.name.startsWith('hidden'))).toEqual([]);
  }, 60_000);

  it('shows everybody their own private rooms, however many public ones they are in', async () => {
    await call(member, 'createRoom', 'CreateRoomInput', { name: 'den', visibility: 'PRIVATE' });
    for (const name of many('open')) await createRoom(member, name);
    const den = await enter(member).nextWhere(listed('den'));
    expect(den.room?.membership).toEqual({ role: 'OWNER' });
  }, 60_000);

  it('tells each of two who watch with one document of their own membership', async () => {
    await createRoom(owner, 'shared');
    const [ofOwner, ofMember] = [enter(owner), enter(member)];
    for (const events of [ofOwner, ofMember]) await events.nextWhere(listed('shared'));
    await call(owner, 'updateRoom', 'UpdateRoomInput', { room: 'shared', topic: 'new' });
    const isNew = ({ room }: Event) => room?.topic === 'new';
    expect((await ofMember.nextWhere(isNew)).room?.membership).toBeNull();
    expect((await ofOwner.nextWhere(isNew)).room?.membership).toEqual({ role: 'OWNER' });
  });
});
