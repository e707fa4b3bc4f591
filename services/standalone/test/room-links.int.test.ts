import { type App, startApp } from './app.ts';
import { joinRoom } from './chat.ts';
import { graphqlClient } from './graphql-client.ts';
import { type Person, register } from './person.ts';
import { call } from './room-scene.ts';

const CREATE = 'mutation ($input: CreateInvitationLinkInput!) { createInvitationLink(input: $input) { id url uses } }';
const REVOKE = 'mutation ($input: IdInput!) { revokeInvitationLink(input: $input) }';
const JOIN =
  'mutation ($input: JoinByInvitationInput!) { joinByInvitation(input: $input) { room { name membership { role } } } }';
const INVITE = 'query ($token: String!) { invite(token: $token) { invitedBy expiresAt room { name displayName } } }';
const OPEN = 'query ($room: String!) { room(name: $room) { invitationLinks { id used uses by { username } } } }';

interface Link {
  id: string;
  url: string;
  uses: number | null;
}
interface Room {
  name: string;
  membership: { role: string } | null;
}

const tokenOf = (url: string) => new URL(url).pathname.split('/').at(-1) ?? '';

describe.each(['open', 'invitation', 'closed'])('links into a room where registration is %s', (policy) => {
  let app: App;
  let root: Person;
  let ann: Person;
  let bob: Person;
  let people: Person[] = [];

  const enter = async (name: string, url?: string) => {
    const link = policy === 'open' ? undefined : app.firstInvitation;
    const person = await register(app.url, name, url ?? (name === 'root' ? link : undefined));
    people.push(person);
    return person;
  };
  beforeAll(async () => {
    app = await startApp({ env: { CONFAB_REGISTRATION: policy, LOG_LEVEL: 'error' } });
    root = await enter('root');
    if (policy === 'closed') return;
    const invite = async () =>
      (await root.request<{ createInvitationLink: Link }>(CREATE, { input: {} })).createInvitationLink.url;
    ann = await enter('ann', await invite());
    bob = await enter('bob', await invite());
    await call(ann, 'createRoom', 'CreateRoomInput', { name: 'den', displayName: 'The den', visibility: 'PRIVATE' });
  }, 60_000);
  afterAll(async () => {
    for (const person of people) await person.close();
    people = [];
    await app.close();
  });

  const createLink = async (by: Person, input: object) =>
    (await by.request<{ createInvitationLink: Link }>(CREATE, { input })).createInvitationLink;
  const lookAt = async (url: string) =>
    (await graphqlClient({ url: app.url }).request<{ invite: object | null }>(INVITE, { token: tokenOf(url) })).invite;
  const follow = async (person: Person, url: string) =>
    (await person.request<{ joinByInvitation: { room: Room } }>(JOIN, { input: { token: tokenOf(url) } }))
      .joinByInvitation.room;
  const inside = async (person: Person) => {
    const { rooms } = await person.request<{ rooms: { edges: { node: Room }[] } }>(
      '{ rooms(joined: true) { edges { node { name membership { role } } } } }',
    );
    return rooms.edges.map(({ node }) => node.name);
  };

  if (policy === 'closed') {
    it('make no accounts', async () => {
      await call(root, 'createRoom', 'CreateRoomInput', { name: 'den' });
      const { url } = await createLink(root, { room: 'den' });
      await expect(register(app.url, 'eve', url)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    });
    return;
  }

  it('tell whoever opens one who invites, and into which room', async () => {
    const { url } = await createLink(ann, { room: 'DEN' });
    expect(url).toMatch(new RegExp(`^${app.url}/invite/[\\w.-]+$`));
    expect(await lookAt(url)).toEqual({
      invitedBy: 'ann',
      expiresAt: null,
      room: { name: 'den', displayName: 'The den' },
    });
  });

  it('let somebody with an account join a private room, once for each use', async () => {
    const { id, url, uses } = await createLink(ann, { room: 'den', uses: 1 });
    expect(uses).toBe(1);
    expect(await follow(bob, url)).toEqual({ name: 'den', membership: { role: 'MEMBER' } });
    expect(await follow(bob, url)).toMatchObject({ name: 'den' });
    expect(await lookAt(url)).toBeNull();
    await expect(follow(root, url)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'token' });
    const { room } = await ann.request<{ room: { invitationLinks: { id: string }[] } }>(OPEN, { room: 'den' });
    expect(room.invitationLinks.map((link) => link.id)).not.toContain(id);
  });

  it('are listed for the room’s moderators, and revoked by them', async () => {
    const { id, url } = await createLink(ann, { room: 'den', uses: 5 });
    const { room } = await root.request<{ room: { invitationLinks: object[] } }>(OPEN, { room: 'den' });
    expect(room.invitationLinks).toContainEqual({ id, used: 0, uses: 5, by: { username: 'ann' } });
    await expect(bob.request(OPEN, { room: 'den' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(bob.request(REVOKE, { input: { id } })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    for (let i = 0; i < 2; i += 1) expect(await root.request(REVOKE, { input: { id } })).toBeTruthy();
    expect(await lookAt(url)).toBeNull();
    await expect(follow(root, url)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  it('are made by nobody else, nor for a room that is hidden from them', async () => {
    await expect(createLink(bob, { room: 'den' })).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await expect(createLink(bob, {})).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await call(ann, 'createRoom', 'CreateRoomInput', { name: 'attic', visibility: 'PRIVATE' });
    await expect(createLink(bob, { room: 'attic' })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await expect(createLink(ann, { room: 'den', uses: -1 })).rejects.toMatchObject({ field: 'uses' });
    expect(await createLink(root, { room: 'attic' })).toBeTruthy();
  });

  it('do not work while the room is archived, nor for whoever is banned there', async () => {
    await call(ann, 'createRoom', 'CreateRoomInput', { name: 'shed', visibility: 'PRIVATE' });
    const { url } = await createLink(ann, { room: 'shed' });
    await call(ann, 'banFromRoom', 'RoomUserInput', { room: 'shed', username: 'bob' });
    await expect(follow(bob, url)).rejects.toMatchObject({ code: 'FORBIDDEN' });
    await call(ann, 'archiveRoom', 'RoomInput', { room: 'shed' });
    expect(await lookAt(url)).toBeNull();
    for (const person of [root, bob]) await expect(follow(person, url)).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await call(ann, 'restoreRoom', 'RoomInput', { room: 'shed' });
    expect(await lookAt(url)).not.toBeNull();
  });

  if (policy === 'open') {
    it('make an account that is in the room', async () => {
      const { url } = await createLink(ann, { room: 'den', uses: 1 });
      const dan = await enter('dan', url);
      expect(await inside(dan)).toEqual(['den']);
      expect(await follow(dan, url)).toMatchObject({ name: 'den' });
      await expect(register(app.url, 'eve', url)).rejects.toMatchObject({ code: 'NOT_FOUND', field: 'invitation' });
    });

    it('are spent by no account that does not come to be', async () => {
      const { url } = await createLink(ann, { room: 'den', uses: 1 });
      await expect(register(app.url, 'ann', url)).rejects.toMatchObject({ code: 'ALREADY_EXISTS' });
      expect(await lookAt(url)).not.toBeNull();
    });
  } else {
    it('make no accounts: administrators’ links alone do', async () => {
      const { url } = await createLink(ann, { room: 'den' });
      await expect(register(app.url, 'eve', url)).rejects.toMatchObject({
        code: 'FORBIDDEN',
        errors: [{ extensions: { registration: { policy: 'INVITATION' } } }],
      });
      const link = await createLink(root, { room: 'den' });
      await expect(register(app.url, 'eve', link.url)).rejects.toMatchObject({ code: 'FORBIDDEN' });
      await joinRoom(root, 'den');
    });
  }
});
