import type { NatsConnection } from 'nats';
import { pino } from 'pino';
import { testGuardedNats } from '../../testing/backends.ts';
import { eventually } from '../../testing/eventually.ts';
import { connectNats } from './connection.ts';

const log = pino({ level: 'silent' });
const open: NatsConnection[] = [];

async function connectAs(user: string): Promise<NatsConnection> {
  const connection = await connectNats({ ...(await testGuardedNats(user)), service: user, log });
  open.push(connection);
  return connection;
}

/** What the broker refuses from now on, as `publish room.tea`. */
function refusalsOf(connection: NatsConnection): string[] {
  const refused: string[] = [];
  void (async () => {
    for await (const { type, permissionContext } of connection.status()) {
      if (type === 'error') refused.push(`${permissionContext?.operation} ${permissionContext?.subject}`);
    }
  })();
  return refused;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((connection) => connection.close()));
});

describe('deploy/components/nats/nats.conf', () => {
  it.each([
    { user: 'gateway', subject: 'answers.rooms.auth.run.1-1', what: 'an answer in the place of auth' },
    { user: 'gateway', subject: 'rpc.messages.rooms.any.MessageService.NotifyInvited', what: 'a request as rooms' },
    { user: 'gateway', subject: 'room.tea', what: 'an event of a room' },
    { user: 'gateway', subject: 'inbox.ann', what: 'an event of an inbox' },
    { user: 'gateway', subject: 'sessions', what: 'the end of a session' },
    { user: 'gateway', subject: 'activity', what: 'activity of a room' },
    { user: 'auth', subject: 'activity', what: 'activity of a room' },
    { user: 'rooms', subject: 'inbox.ann', what: 'an event of an inbox' },
    { user: 'rooms', subject: 'sessions', what: 'the end of a session' },
    { user: 'rooms', subject: 'answers.gateway.auth.run.1-1', what: 'an answer in the place of auth' },
    { user: 'messages', subject: 'rpc.rooms.gateway.any.PresenceService.Beat', what: 'a request as a gateway' },
    { user: 'messages', subject: 'sessions', what: 'the end of a session' },
    { user: 'auth', subject: 'room.tea', what: 'an event of a room' },
    { user: 'auth', subject: 'rpc.rooms.auth.any.RoomService.GetRooms', what: 'a request' },
  ])('refuses $what from $user', async ({ user, subject }) => {
    const connection = await connectAs(user);
    const refused = refusalsOf(connection);
    connection.publish(subject, 'forged');
    await connection.flush();
    await eventually(() => expect(refused).toEqual([`publish ${subject}`]));
  });

  it.each([
    { user: 'gateway', subject: 'rpc.auth.>' },
    { user: 'gateway', subject: 'answers.rooms.>' },
    { user: 'rooms', subject: 'room.*' },
    { user: 'rooms', subject: 'inbox.*' },
    { user: 'rooms', subject: 'rpc.auth.>' },
    { user: 'messages', subject: 'rpc.rooms.>' },
    { user: 'messages', subject: 'inbox.*' },
    { user: 'auth', subject: 'room.*' },
    { user: 'auth', subject: 'activity' },
    { user: 'auth', subject: '>' },
  ])('keeps $subject from $user', async ({ user, subject }) => {
    const connection = await connectAs(user);
    const refused = Promise.withResolvers<Error>();
    connection.subscribe(subject, { callback: (error) => error && refused.resolve(error) });
    expect(await refused.promise).toMatchObject({ code: 'PERMISSIONS_VIOLATION' });
  });

  it('brings events of rooms and inboxes from their services to the gateway', async () => {
    const [rooms, messages, gateway] = [
      await connectAs('rooms'),
      await connectAs('messages'),
      await connectAs('gateway'),
    ];
    const heard: string[] = [];
    for (const subject of ['room.tea', 'inbox.ann', 'activity']) {
      gateway.subscribe(subject, { callback: (_, message) => void heard.push(message.string()) });
    }
    await gateway.flush();
    rooms.publish('room.tea', 'from rooms');
    messages.publish('room.tea', 'from messages');
    messages.publish('inbox.ann', 'to ann');
    rooms.publish('activity', 'somebody joined');
    messages.publish('activity', 'somebody posted');
    const expected = ['from messages', 'from rooms', 'somebody joined', 'somebody posted', 'to ann'];
    await eventually(() => expect(heard.toSorted()).toEqual(expected));
  });

  it('lets nobody in without credentials, with a guessed password, or with somebody else’s', async () => {
    const { url } = await testGuardedNats('gateway');
    const { password } = await testGuardedNats('gateway');
    const strangers = [
      {},
      { user: 'gateway', password: 'guessed' },
      { user: 'auth', password },
      { user: 'root', password },
    ];
    for (const credentials of strangers) {
      await expect(connectNats({ url, service: 'gateway', log, ...credentials })).rejects.toMatchObject({
        code: 'UNAVAILABLE',
      });
    }
  });
});
