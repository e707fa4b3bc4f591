import { administrator, appointed, banned, created, joined, roomAfter, user } from '../../test/room-spec.ts';
import type { RoomEvent } from '../room/events.ts';
import { type CreateLink, decideCreateLink, MOST_OPEN_LINKS } from './create-link.ts';
import { decideJoinByLink } from './join-by-link.ts';
import { type RoomLinkEvent, type RoomLinkState, roomLinkKind } from './link.ts';
import { decideRevokeLink } from './revoke-link.ts';

const HOUR_MS = 3_600_000;
const NOW = { atMs: 0 };
const den: readonly RoomEvent[] = [
  created({ name: 'den', visibility: 'private' }),
  joined('mo'),
  appointed('mo', 'moderator'),
  joined('max'),
];
const wanted = (more: Partial<CreateLink> = {}): CreateLink => ({
  ...{
    actor: user('mo'),
    roomId: 'r1',
    tokenHash: 'hash',
    uses: undefined,
    expiresInHours: undefined,
    open: 0,
  },
  ...more,
});
const linkAfter = (...events: RoomLinkEvent[]): RoomLinkState =>
  events.reduce((state, event) => roomLinkKind.evolve(state, event, { atMs: 0 } as never), roomLinkKind.initialState());
const made = (more: Partial<CreateLink> = {}) => decideCreateLink(roomAfter(den), wanted(more), NOW).events[0]!;
const used: RoomLinkEvent = { type: 'RoomLinkUsed', data: { roomId: 'r1', userId: 'dan' } };
const revoked: RoomLinkEvent = { type: 'RoomLinkRevoked', data: { roomId: 'r1', by: 'mo' } };

interface Follow {
  room?: readonly RoomEvent[];
  link?: readonly RoomLinkEvent[];
  who?: string;
  hash?: string;
  makerAdministrates?: boolean;
  atMs?: number;
}
const follow = ({ room = den, link = [made()], who = 'eve', hash = 'hash', atMs = 1, ...more }: Follow = {}) => {
  const { makerAdministrates = false } = more;
  const presented = { state: linkAfter(...link), tokenHash: hash, makerAdministrates };
  const command = { actor: who === 'admin' ? administrator : user(who), username: who, id: 'l1' };
  const { events } = decideJoinByLink({ room: roomAfter(room), presented }, command, { atMs });
  const on = (name: string) => events.filter(({ stream }) => stream === name).map(({ event }) => event);
  return { room: on('room-r1'), link: on('roomlink-l1') };
};
const useless = expect.objectContaining({ code: 'NOT_FOUND', field: 'token' });

describe('a link into a room', () => {
  it('is made by owners and moderators of the room, and by administrators, who need no role there', () => {
    for (const actor of [user('olga'), user('mo')]) expect(made({ actor }).data).toMatchObject({ by: actor.userId });
    expect(made({ actor: user('mo') }).data).not.toHaveProperty('byAdministrator');
    expect(made({ actor: administrator }).data).toMatchObject({ by: 'admin', byAdministrator: true });
    expect(() => made({ actor: user('max') })).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => made({ actor: user('eve') })).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });

  it.each([
    { uses: 0 },
    { uses: -1 },
    { uses: 1.5 },
    { uses: 10_001 },
    { expiresInHours: 0 },
    { expiresInHours: 8_785 },
  ])('is not made for %j', (limits) => {
    const [field] = Object.keys(limits);
    expect(() => made(limits)).toThrow(expect.objectContaining({ code: 'BAD_USER_INPUT', field }));
  });

  it('is not made while the room is archived, nor beyond the limit', () => {
    const archived = [...den, { type: 'RoomArchived', data: { by: 'olga' } }] as const;
    expect(() => decideCreateLink(roomAfter(archived), wanted(), NOW)).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
    expect(() => made({ open: MOST_OPEN_LINKS })).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  });

  it('lets whoever has it join a private room, and counts that', () => {
    expect(follow()).toEqual({
      room: [{ type: 'MemberJoined', data: { userId: 'eve', username: 'eve', role: 'member' } }],
      link: [{ type: 'RoomLinkUsed', data: { roomId: 'r1', userId: 'eve' } }],
    });
  });

  it('lets a member in whatever became of it, and is not spent by that', () => {
    for (const link of [[made()], [made(), revoked], [made({ uses: 1 }), used]])
      expect(follow({ who: 'max', link })).toEqual({ room: [], link: [] });
  });

  it('is used as often as it was made for', () => {
    const twice = made({ uses: 2 });
    expect(follow({ link: [twice] }).link).toEqual([{ type: 'RoomLinkUsed', data: { roomId: 'r1', userId: 'eve' } }]);
    expect(follow({ link: [twice, used] }).link).toHaveLength(1);
    expect(follow({ link: [twice, used] }).link).toMatchObject([{ data: { last: true } }]);
    expect(() => follow({ link: [twice, used, used] })).toThrow(useless);
  });

  it('works until its hour', () => {
    const link = [made({ expiresInHours: 1 })];
    expect(follow({ link, atMs: HOUR_MS - 1 }).room).toHaveLength(1);
    expect(() => follow({ link, atMs: HOUR_MS })).toThrow(useless);
  });

  it.each([
    ['revoked', { link: [made(), revoked] }],
    ['of another secret', { hash: 'other' }],
    ['one that never was', { link: [] }],
    ['of a room that is archived', { room: [...den, { type: 'RoomArchived', data: { by: 'olga' } }] }],
    ['of a room that is deleted', { room: [...den, { type: 'RoomDeleted', data: { name: 'den' } }] }],
    [
      'of a moderator who is one no more',
      { room: [...den, { type: 'RoleSet', data: { userId: 'mo', role: 'member', by: 'olga' } }] },
    ],
    ['of somebody who was banned', { room: [...den, banned('mo')] }],
    ['of somebody who administrates no more', { link: [made({ actor: administrator })] }],
  ] as readonly [string, Follow][])('has one answer where it does not work: %s', (_why, given) => {
    expect(() => follow(given)).toThrow(useless);
    expect(() => follow({ ...given, who: 'mallory', room: [...(given.room ?? den), banned('mallory')] })).toThrow(
      useless,
    );
  });

  it('works as long as the administrator who made it is one', () => {
    expect(follow({ link: [made({ actor: administrator })], makerAdministrates: true }).room).toHaveLength(1);
    expect(() => follow({ link: [made()], room: [...den, banned('mo')], makerAdministrates: true })).toThrow(useless);
  });

  it('lets nobody in who is banned', () => {
    expect(() => follow({ who: 'mallory', room: [...den, banned('mallory')] })).toThrow(
      expect.objectContaining({ code: 'FORBIDDEN' }),
    );
  });

  it('ends an invitation, and gives an empty room an owner', () => {
    const room = [...den, { type: 'MemberInvited', data: { userId: 'eve', by: 'olga' } }] as const;
    expect(follow({ room }).room).toMatchObject([{ data: { userId: 'eve', invited: true } }]);
    const left = ['olga', 'mo', 'max'].map(
      (userId): RoomEvent => ({ type: 'MemberLeft', data: { userId, reason: 'left', losesAccess: true } }),
    );
    const link = [made({ actor: administrator })];
    expect(follow({ room: [...den, ...left], link, makerAdministrates: true }).room).toMatchObject([
      { data: { role: 'owner' } },
    ]);
  });

  it('is revoked by whoever may make one, once', () => {
    const revoke = (who: string, ...more: RoomLinkEvent[]) =>
      decideRevokeLink(
        { room: roomAfter(den), link: linkAfter(made(), ...more) },
        { actor: who === 'admin' ? administrator : user(who) },
      ).events;
    for (const who of ['olga', 'mo', 'admin']) expect(revoke(who)).toMatchObject([{ data: { by: who } }]);
    expect(revoke('olga', revoked)).toEqual([]);
    expect(() => revoke('max')).toThrow(expect.objectContaining({ code: 'FORBIDDEN' }));
    expect(() => revoke('eve')).toThrow(expect.objectContaining({ code: 'NOT_FOUND', field: 'id' }));
    expect(() => decideRevokeLink({ room: roomAfter(den), link: linkAfter() }, { actor: user('olga') })).toThrow(
      expect.objectContaining({ code: 'NOT_FOUND', field: 'id' }),
    );
  });
});
