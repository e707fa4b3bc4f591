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
import { decideDeclineInvitation } from './decline-invitation.ts';
import type { RoomEvent } from './events.ts';
import { decideInvite } from './invite.ts';
import { decideJoin } from './join.ts';
import { decideLeave } from './leave.ts';
import { accessOf } from './rights.ts';

const hidden = created({ visibility: 'private' });

describe('joining', () => {
  it('is open to everybody in a public room', () => {
    given(created())
      .when(decideJoin, asking(user('max')))
      .thenHappens(joined('max'));
  });

  it('changes nothing the second time', () => {
    given(created(), joined('max'))
      .when(decideJoin, asking(user('max')))
      .thenHappens();
  });

  it('refuses a banned user, invited before or not', () => {
    given(created(), invited('max'), banned('max'))
      .when(decideJoin, asking(user('max')))
      .thenRefuses('FORBIDDEN');
  });

  it('needs an invitation in a private room, which is used up by it', () => {
    given(hidden)
      .when(decideJoin, asking(user('max')))
      .thenRefuses('NOT_FOUND');
    given(hidden, invited('max'))
      .when(decideJoin, asking(user('max')))
      .thenHappens({ type: 'MemberJoined', data: { userId: 'max', username: 'max', role: 'member', invited: true } });
    const left = { type: 'MemberLeft', data: { userId: 'max', reason: 'left', losesAccess: true } } as const;
    given(hidden, invited('max'), joined('max'), left)
      .when(decideJoin, asking(user('max')))
      .thenRefuses('NOT_FOUND');
  });

  it('hides a private room from those it banned', () => {
    given(hidden, banned('max'))
      .when(decideJoin, asking(user('max')))
      .thenRefuses('NOT_FOUND');
  });

  it('lets an administrator in everywhere', () => {
    given(hidden).when(decideJoin, asking(administrator)).thenHappens(joined('admin'));
  });

  it('gives an empty room to who enters it', () => {
    const left = { type: 'MemberLeft', data: { userId: 'olga', reason: 'left', losesAccess: false } } as const;
    given(created(), left)
      .when(decideJoin, asking(user('max')))
      .thenHappens({ type: 'MemberJoined', data: { userId: 'max', username: 'max', role: 'owner' } });
  });
});

describe('leaving', () => {
  it('ends the membership; a public room can still be read', () => {
    given(created(), joined('max'))
      .when(decideLeave, { actor: user('max') })
      .thenHappens({ type: 'MemberLeft', data: { userId: 'max', reason: 'left', losesAccess: false } });
  });

  it('loses access to a private room, except for an administrator', () => {
    given(hidden, joined('max'))
      .when(decideLeave, { actor: user('max') })
      .thenHappens({ type: 'MemberLeft', data: { userId: 'max', reason: 'left', losesAccess: true } });
    given(hidden, joined('admin'))
      .when(decideLeave, { actor: administrator })
      .thenHappens({ type: 'MemberLeft', data: { userId: 'admin', reason: 'left', losesAccess: false } });
  });

  it('changes nothing for who is not in it, and finds no hidden room', () => {
    given(created())
      .when(decideLeave, { actor: user('max') })
      .thenHappens();
    given(hidden)
      .when(decideLeave, { actor: user('max') })
      .thenRefuses('NOT_FOUND');
  });

  it('declines an invitation', () => {
    given(hidden, invited('max'))
      .when(decideLeave, { actor: user('max') })
      .thenHappens({ type: 'InvitationWithdrawn', data: { userId: 'max', by: 'max' } });
  });

  it.each([
    ['the eldest moderator', [joined('max'), joined('mia'), joined('mo'), appointed('mia', 'moderator')], 'mia'],
    ['the eldest member where there is no moderator', [joined('max'), joined('mia')], 'max'],
  ])('passes the last owner’s room on to %s', (_whom, members, heir) => {
    given(created(), ...members)
      .when(decideLeave, { actor: user('olga') })
      .thenHappens(
        { type: 'MemberLeft', data: { userId: 'olga', reason: 'left', losesAccess: false } },
        { type: 'RoleSet', data: { userId: heir, role: 'owner', by: 'olga' } },
      );
  });

  it('passes nothing on while another owner stays, or nobody does', () => {
    const left = { type: 'MemberLeft', data: { userId: 'olga', reason: 'left', losesAccess: false } } as const;
    given(created(), joined('max'), appointed('max', 'owner'))
      .when(decideLeave, { actor: user('olga') })
      .thenHappens(left);
    given(created())
      .when(decideLeave, { actor: user('olga') })
      .thenHappens(left);
  });
});

describe('declining', () => {
  const declined: RoomEvent = { type: 'InvitationWithdrawn', data: { userId: 'max', by: 'max' } };

  it('ends the invitation', () => {
    given(hidden, invited('max'))
      .when(decideDeclineInvitation, { actor: user('max') })
      .thenHappens(declined);
  });

  it('changes nothing for who is not invited, members included, and finds no hidden room', () => {
    given(created())
      .when(decideDeclineInvitation, { actor: user('max') })
      .thenHappens();
    given(hidden, invited('max'), joined('max'))
      .when(decideDeclineInvitation, { actor: user('max') })
      .thenHappens();
    given(hidden, invited('max'), declined)
      .when(decideDeclineInvitation, { actor: user('max') })
      .thenRefuses('NOT_FOUND');
  });
});

describe('inviting', () => {
  const max = user('max');

  it('is up to every member of a public room', () => {
    given(created(), joined('mia'))
      .when(decideInvite, { actor: user('mia'), target: max, isWithheld: false })
      .thenHappens({ type: 'MemberInvited', data: { userId: 'max', by: 'mia' } });
    given(created())
      .when(decideInvite, { actor: user('mia'), target: max, isWithheld: false })
      .thenRefuses('FORBIDDEN');
  });

  it('is up to owners and moderators of a private one', () => {
    given(hidden, joined('mia'))
      .when(decideInvite, { actor: user('mia'), target: max, isWithheld: false })
      .thenRefuses('FORBIDDEN');
    given(hidden, joined('mia'), appointed('mia', 'moderator'))
      .when(decideInvite, { actor: user('mia'), target: max, isWithheld: false })
      .thenHappens({ type: 'MemberInvited', data: { userId: 'max', by: 'mia' } });
  });

  it('changes nothing for members and those invited before', () => {
    given(created(), joined('max'))
      .when(decideInvite, { actor: user('olga'), target: max, isWithheld: false })
      .thenHappens();
    given(created(), invited('max'))
      .when(decideInvite, { actor: user('olga'), target: max, isWithheld: false })
      .thenHappens();
  });

  it('tells of each who invites, once', () => {
    const again: RoomEvent = { type: 'MemberInvited', data: { userId: 'max', by: 'mia', again: true } };
    given(created(), joined('mia'), invited('max'))
      .when(decideInvite, { actor: user('mia'), target: max, isWithheld: false })
      .thenHappens(again);
    given(created(), joined('mia'), invited('max'), again)
      .when(decideInvite, { actor: user('mia'), target: max, isWithheld: false })
      .thenHappens();
  });

  it('of somebody whom the invited block is not told of, and is made up for once they are unblocked', () => {
    const withheld: RoomEvent = { type: 'MemberInvited', data: { userId: 'max', by: 'olga', withheld: true } };
    const command = { actor: user('olga'), target: max };
    given(created())
      .when(decideInvite, { ...command, isWithheld: true })
      .thenHappens(withheld);
    given(created(), withheld)
      .when(decideInvite, { ...command, isWithheld: true })
      .thenHappens();
    given(created(), withheld)
      .when(decideInvite, { ...command, isWithheld: false })
      .thenHappens({ type: 'MemberInvited', data: { userId: 'max', by: 'olga', again: true } });
  });

  it('of somebody whom the invited block keeps no invitation of others from them', () => {
    const withheld: RoomEvent = { type: 'MemberInvited', data: { userId: 'max', by: 'olga', withheld: true } };
    given(created(), joined('mia'), withheld)
      .when(decideInvite, { actor: user('mia'), target: max, isWithheld: false })
      .thenHappens({ type: 'MemberInvited', data: { userId: 'max', by: 'mia', again: true } });
  });

  it('begins anew when the invitation was withdrawn', () => {
    given(created(), invited('max'), { type: 'InvitationWithdrawn', data: { userId: 'max', by: 'max' } })
      .when(decideInvite, { actor: user('olga'), target: max, isWithheld: false })
      .thenHappens({ type: 'MemberInvited', data: { userId: 'max', by: 'olga' } });
  });

  it('refuses banned users', () => {
    given(created(), banned('max'))
      .when(decideInvite, { actor: user('olga'), target: max, isWithheld: false })
      .thenRefuses('CONFLICT');
  });

  it('shows a private room to those invited without letting them read', () => {
    const room = roomAfter([hidden, invited('max')]);
    expect(accessOf(room, max)).toMatchObject({ canRead: false, canPost: false });
    given(hidden, invited('max'))
      .when(decideInvite, { actor: max, target: user('eve'), isWithheld: false })
      .thenRefuses('FORBIDDEN');
  });
});
