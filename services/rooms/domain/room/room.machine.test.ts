import type { Decision } from '@confab/runtime/eventlog/decider/decider';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import fc from 'fast-check';
import { asking, created, user } from '../../test/room-spec.ts';
import { decideArchive } from './archive.ts';
import { decideBan } from './ban.ts';
import { decideDeclineInvitation } from './decline-invitation.ts';
import type { RoomEvent, RoomRole } from './events.ts';
import { decideInvite } from './invite.ts';
import { decideJoin } from './join.ts';
import { decideKick } from './kick.ts';
import { decideLeave } from './leave.ts';
import { decideRestore } from './restore.ts';
import { type Actor, accessOf, canSee } from './rights.ts';
import { decideSetRole } from './set-role.ts';
import { evolveRoom, initialRoom, type RoomState, roomKind } from './state.ts';
import { decideUnban } from './unban.ts';
import { decideUpdate } from './update.ts';

interface Step {
  name: string;
  actor: Actor;
  target: Actor;
  run(room: RoomState): Decision<RoomEvent>;
}

const people = [user('olga'), user('mo'), user('max'), user('mia'), { userId: 'admin', isAdmin: true }];
const role = fc.constantFrom<RoomRole>('owner', 'moderator', 'member');
const visibility = fc.constantFrom('public' as const, 'private' as const);

const step: fc.Arbitrary<Step> = fc
  .record({
    verb: fc.constantFrom(
      'join',
      'leave',
      'decline',
      'invite',
      'kick',
      'ban',
      'unban',
      'setRole',
      'update',
      'archive',
      'restore',
    ),
    actor: fc.constantFrom(...people),
    target: fc.constantFrom(...people),
    role,
    visibility,
  })
  .map(({ verb, actor, target, role, visibility }) => {
    const verbs: Record<string, Step['run']> = {
      join: (room) => decideJoin(room, asking(actor)),
      leave: (room) => decideLeave(room, { actor }),
      decline: (room) => decideDeclineInvitation(room, { actor }),
      invite: (room) => decideInvite(room, { actor, target, isWithheld: false }),
      kick: (room) => decideKick(room, { actor, target }),
      ban: (room) => decideBan(room, { actor, target }),
      unban: (room) => decideUnban(room, { actor, target }),
      setRole: (room) => decideSetRole(room, { actor, target, role }),
      archive: (room) => decideArchive(room, { actor }),
      restore: (room) => decideRestore(room, { actor }),
      update: (room) => decideUpdate(room, { actor, visibility }),
    };
    return { name: `${actor.userId} ${verb} ${target.userId}`, actor, target, run: verbs[verb]! };
  });

function attempt(run: () => Decision<RoomEvent>): readonly RoomEvent[] | 'refused' {
  try {
    return run().events;
  } catch (error) {
    if (!isAppError(error)) throw error;
    return 'refused';
  }
}

function expectSound(room: RoomState): void {
  if (room.members.size > 0) expect([...room.members.values()]).toContain('owner');
  for (const userId of room.banned) {
    expect(room.members.has(userId) && userId !== 'admin').toBe(false);
    expect(room.invited.has(userId)).toBe(false);
  }
  for (const userId of room.invited) expect(room.members.has(userId)).toBe(false);
  for (const person of people) {
    const access = accessOf(room, person);
    if (access.canRead || access.canPost || access.canModerate) expect(canSee(room, person)).toBe(true);
    if (access.canPost) expect(room.members.has(person.userId)).toBe(true);
    if (room.archived) expect(access.canPost).toBe(false);
    if (access.banned) expect(access.canRead).toBe(false);
  }
}

describe('a room under any sequence of commands', () => {
  it('keeps an owner, keeps banned people out, repeats nothing, and equals its replay and its snapshot', () => {
    fc.assert(
      fc.property(visibility, fc.array(step, { maxLength: 40 }), (first, steps) => {
        const log: RoomEvent[] = [created({ visibility: first })];
        let room = evolveRoom(initialRoom(), log[0]!, { atMs: 1 });
        for (const { actor, run } of steps) {
          const before = structuredClone(room);
          const outcome = attempt(() => run(room));
          expect(room).toEqual(before);
          if (outcome === 'refused') continue;
          if (!canSee(room, actor)) expect(outcome).toEqual([]);
          for (const event of JSON.parse(JSON.stringify(outcome)) as RoomEvent[]) {
            log.push(event);
            room = evolveRoom(room, event, { atMs: 1 });
          }
          expectSound(room);
          const again = attempt(() => run(room));
          if (again !== 'refused' && !outcome.some((event) => event.type === 'InvitationWithdrawn')) {
            expect(again).toEqual([]);
          }
        }
        const replay = log.reduce((state, event) => evolveRoom(state, event, { atMs: 1 }), initialRoom());
        expect(replay).toEqual(room);
        const snapshot = JSON.parse(JSON.stringify(roomKind.snapshot!.toJson(room))) as unknown;
        expect(roomKind.snapshot!.fromJson(snapshot)).toEqual(room);
      }),
      { numRuns: 300 },
    );
  });
});
