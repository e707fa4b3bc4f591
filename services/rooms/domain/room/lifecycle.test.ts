import { administrator, created, given, joined, roomAfter, user } from '../../test/room-spec.ts';
import { decideCreate } from './create.ts';
import { decideDelete } from './delete.ts';
import { accessOf } from './rights.ts';
import { evolveRoom, initialRoom, roomKind } from './state.ts';
import { MAX_LINE_LENGTH } from './text.ts';
import { decideUpdate } from './update.ts';

const draft = {
  name: 'lobby',
  visibility: 'public',
  posting: 'members',
  ownerId: 'olga',
  ownerName: 'olga',
} as const;

const FREE = { isTaken: false, looksTaken: false };

describe('creating a room', () => {
  it('makes its creator the owner', () => {
    expect(decideCreate(FREE, { ...draft, topic: '  tea ' }).events).toEqual([created({ topic: 'tea' })]);
  });

  it.each(['isTaken', 'looksTaken'])('refuses a name of which another room says %s, naming the field', (use) => {
    expect(() => decideCreate({ ...FREE, [use]: true }, draft)).toThrow(
      expect.objectContaining({ code: 'ALREADY_EXISTS', field: 'name' }),
    );
  });

  it.each([
    ['a line feed', 'a\nb'],
    ['a null character', 'a\u0000b'],
    ['a lone surrogate', 'a\ud800b'],
    ['a paragraph separator', 'a\u2029b'],
    ['too much', 'x'.repeat(MAX_LINE_LENGTH + 1)],
  ])('refuses a topic with %s', (_what, topic) => {
    expect(() => decideCreate(FREE, { ...draft, topic })).toThrow(
      expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'topic' }),
    );
  });

  it('counts a topic in characters, not in code units', () => {
    const topic = '🫖'.repeat(MAX_LINE_LENGTH);
    expect(decideCreate(FREE, { ...draft, topic }).events).toEqual([created({ topic })]);
  });
});

describe('updating a room', () => {
  it('records only what changed', () => {
    given(created({ topic: 'tea' }))
      .when(decideUpdate, { actor: user('olga'), topic: 'tea', visibility: 'private' })
      .thenHappens({ type: 'RoomUpdated', data: { visibility: 'private' } });
  });

  it('takes a topic away', () => {
    given(created({ topic: 'tea' }))
      .when(decideUpdate, { actor: user('olga'), topic: null })
      .thenHappens({ type: 'RoomUpdated', data: { topic: null } });
  });

  it('does nothing where nothing changes', () => {
    given(created())
      .when(decideUpdate, { actor: user('olga'), topic: '', posting: 'members' })
      .thenHappens();
  });

  it('refuses members and strangers', () => {
    for (const actor of [user('max'), user('eve')]) {
      given(created(), joined('max')).when(decideUpdate, { actor, topic: 'x' }).thenRefuses('FORBIDDEN');
    }
  });

  it('hides a private room from strangers', () => {
    given(created({ visibility: 'private' }))
      .when(decideUpdate, { actor: user('eve'), topic: 'x' })
      .thenRefuses('NOT_FOUND');
  });

  it('lets an administrator act as owner', () => {
    given(created({ visibility: 'private' }))
      .when(decideUpdate, { actor: administrator, posting: 'moderators' })
      .thenHappens({ type: 'RoomUpdated', data: { posting: 'moderators' } });
  });

  it('keeps the members of a room that turns private', () => {
    let room = roomKind.initialState();
    for (const event of [created(), joined('max'), { type: 'RoomUpdated', data: { visibility: 'private' } }] as const) {
      room = evolveRoom(room, event, { atMs: 0 });
    }
    expect(accessOf(room, user('max')).canPost).toBe(true);
    expect(accessOf(room, user('eve')).canRead).toBe(false);
  });
});

describe('the display name of a room', () => {
  it('is cleaned as those of people are, and kept beside the name', () => {
    const displayName = ' Tea\u200b  & \ncakes ☕ ';
    expect(decideCreate(FREE, { ...draft, displayName }).events).toEqual([
      created({ displayName: 'Tea  &  cakes ☕' }),
    ]);
  });

  it.each([undefined, '', 'lobby'])('is the name where nothing else is given: %j', (displayName) => {
    expect(decideCreate(FREE, { ...draft, displayName }).events).toEqual([created()]);
  });

  it.each([' ', '\u200b', '\u202e\u202c', 'x'.repeat(65)])('refuses what cannot be shown: %j', (displayName) => {
    const refusal = expect.objectContaining({ code: 'BAD_USER_INPUT', field: 'displayName' });
    expect(() => decideCreate(FREE, { ...draft, displayName })).toThrow(refusal);
    expect(() => decideUpdate(roomAfter([created()]), { actor: user('olga'), displayName })).toThrow(refusal);
  });

  it('is changed and taken away by owners; the name stays', () => {
    given(created())
      .when(decideUpdate, { actor: user('olga'), displayName: 'Tea room' })
      .thenHappens({ type: 'RoomUpdated', data: { displayName: 'Tea room' } });
    for (const displayName of [null, '', 'lobby']) {
      given(created({ displayName: 'Tea room' }))
        .when(decideUpdate, { actor: user('olga'), displayName })
        .thenHappens({ type: 'RoomUpdated', data: { displayName: null } });
    }
    given(created(), joined('max'))
      .when(decideUpdate, { actor: user('max'), displayName: 'x' })
      .thenRefuses('FORBIDDEN');
    expect(roomAfter([created(), { type: 'RoomUpdated', data: { displayName: 'x' } }])).toMatchObject({
      name: 'lobby',
      displayName: 'x',
    });
  });
});

describe('deleting a room', () => {
  it('is up to the owner', () => {
    given(created())
      .when(decideDelete, { actor: user('olga') })
      .thenHappens({ type: 'RoomDeleted', data: { name: 'lobby' } });
  });

  it('refuses members', () => {
    given(created(), joined('max'))
      .when(decideDelete, { actor: user('max') })
      .thenRefuses('FORBIDDEN');
  });

  it('finds no room to delete twice, nor one that never was', () => {
    given(created(), { type: 'RoomDeleted', data: { name: 'lobby' } })
      .when(decideDelete, { actor: user('olga') })
      .thenRefuses('NOT_FOUND');
    given().when(decideDelete, { actor: administrator }).thenRefuses('NOT_FOUND');
  });

  it('leaves nobody any right', () => {
    const room = evolveRoom(initialRoom(), { type: 'RoomDeleted', data: { name: 'lobby' } }, { atMs: 0 });
    expect(accessOf(room, administrator)).toMatchObject({ canRead: false, canPost: false, canModerate: false });
  });
});
