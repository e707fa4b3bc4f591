import {
  administrator,
  appointed,
  asking,
  banned,
  created,
  given,
  invited,
  joined,
  roomAfter,
  user,
} from '../../test/room-spec.ts';
import { decideArchive } from './archive.ts';
import { decideBan } from './ban.ts';
import type { RoomEvent } from './events.ts';
import { decideInvite } from './invite.ts';
import { decideJoin } from './join.ts';
import { decideLeave } from './leave.ts';
import { decideRestore } from './restore.ts';
import { accessOf } from './rights.ts';

const archived: RoomEvent = { type: 'RoomArchived', data: { by: 'olga' } };
const restored: RoomEvent = { type: 'RoomRestored', data: { by: 'olga' } };

describe('archiving a room', () => {
  it('is up to its owner and administrators', () => {
    given(created())
      .when(decideArchive, { actor: user('olga') })
      .thenHappens(archived);
    given(created({ visibility: 'private' }))
      .when(decideArchive, { actor: administrator })
      .thenHappens({ type: 'RoomArchived', data: { by: 'admin' } });
  });

  it('is refused to moderators, members and strangers, and hides a private room from those', () => {
    const events = [created(), joined('max'), joined('mo'), appointed('mo', 'moderator')];
    for (const actor of [user('max'), user('mo'), user('eve')]) {
      given(...events)
        .when(decideArchive, { actor })
        .thenRefuses('FORBIDDEN');
      given(...events, archived)
        .when(decideRestore, { actor })
        .thenRefuses('FORBIDDEN');
    }
    given(created({ visibility: 'private' }))
      .when(decideArchive, { actor: user('eve') })
      .thenRefuses('NOT_FOUND');
  });

  it('ends all invitations into it', () => {
    const events = [created({ visibility: 'private' }), invited('eve'), invited('max')];
    const ends: RoomEvent = { type: 'RoomArchived', data: { by: 'olga', invited: ['eve', 'max'] } };
    given(...events)
      .when(decideArchive, { actor: user('olga') })
      .thenHappens(ends);
    given(...events, ends, restored)
      .when(decideJoin, asking(user('eve')))
      .thenRefuses('NOT_FOUND');
  });

  it('changes nothing the second time', () => {
    given(created(), archived)
      .when(decideArchive, { actor: user('olga') })
      .thenHappens();
    given(created())
      .when(decideRestore, { actor: user('olga') })
      .thenHappens();
  });

  it('says since when, and who did it, until the room is restored', () => {
    expect(roomAfter([created(), archived]).archived).toEqual({ atMs: 1_000, by: 'olga' });
    expect(roomAfter([created(), archived, restored]).archived).toBeNull();
  });
});

describe('an archived room', () => {
  const room = [created(), joined('max'), banned('mallory'), invited('eve'), archived] as const;

  it('is read as before, and nobody posts in it', () => {
    const state = roomAfter(room);
    expect(accessOf(state, user('max'))).toMatchObject({
      archived: true,
      canRead: true,
      canPost: false,
      role: 'member',
    });
    expect(accessOf(state, user('stranger'))).toMatchObject({ archived: true, canRead: true, canPost: false });
    expect(accessOf(state, user('olga'))).toMatchObject({ canPost: false, canModerate: true });
    expect(accessOf(state, user('mallory'))).toMatchObject({ canRead: false });
  });

  it('takes nobody in: neither strangers, nor the invited, nor administrators', () => {
    for (const actor of [user('stranger'), user('eve'), administrator])
      given(...room)
        .when(decideJoin, asking(actor))
        .thenRefuses('FORBIDDEN');
    given(...room)
      .when(decideJoin, asking(user('max')))
      .thenHappens();
  });

  it('invites nobody', () => {
    for (const actor of [user('olga'), administrator])
      given(...room)
        .when(decideInvite, { actor, target: user('dan'), isWithheld: false })
        .thenRefuses('FORBIDDEN');
  });

  it('can be left, and bans hold in it', () => {
    given(...room)
      .when(decideLeave, { actor: user('max') })
      .thenHappens({ type: 'MemberLeft', data: { userId: 'max', reason: 'left', losesAccess: false } });
    given(...room)
      .when(decideBan, { actor: user('olga'), target: user('max') })
      .thenHappens({ type: 'MemberBanned', data: { userId: 'max', by: 'olga', wasMember: true } });
  });

  it('is as it was once it is restored', () => {
    const state = roomAfter([...room, restored]);
    expect(accessOf(state, user('max'))).toMatchObject({ archived: false, canPost: true });
    given(...room, restored)
      .when(decideJoin, asking(user('eve')))
      .thenHappens({ type: 'MemberJoined', data: { userId: 'eve', username: 'eve', role: 'member' } });
  });
});
