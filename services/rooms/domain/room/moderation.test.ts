import { administrator, appointed, banned, created, given, invited, joined, user } from '../../test/room-spec.ts';
import { decideBan } from './ban.ts';
import { decideKick } from './kick.ts';
import { decideSetRole } from './set-role.ts';
import { decideUnban } from './unban.ts';

const olga = user('olga');
const mo = user('mo');
const max = user('max');
/** Olga owns, Mo moderates, Max is a member. */
const staffed = [created(), joined('mo'), appointed('mo', 'moderator'), joined('max')] as const;

describe('kicking', () => {
  it('ends a membership and says why', () => {
    given(...staffed)
      .when(decideKick, { actor: mo, target: max, reason: 'spam' })
      .thenHappens({
        type: 'MemberLeft',
        data: { userId: 'max', reason: 'kicked', by: 'mo', note: 'spam', losesAccess: true },
      });
  });

  it('takes an invitation back', () => {
    given(...staffed, invited('eve'))
      .when(decideKick, { actor: mo, target: user('eve') })
      .thenHappens({ type: 'InvitationWithdrawn', data: { userId: 'eve', by: 'mo' } });
  });

  it('changes nothing for who is not in it', () => {
    given(...staffed)
      .when(decideKick, { actor: mo, target: user('eve') })
      .thenHappens();
  });

  it('refuses members, and moderators against their peers and superiors', () => {
    given(...staffed)
      .when(decideKick, { actor: max, target: user('eve') })
      .thenRefuses('FORBIDDEN');
    given(...staffed, joined('mia'), appointed('mia', 'moderator'))
      .when(decideKick, { actor: mo, target: user('mia') })
      .thenRefuses('FORBIDDEN');
    given(...staffed)
      .when(decideKick, { actor: mo, target: olga })
      .thenRefuses('FORBIDDEN');
  });

  it('refuses kicking oneself, and a reason of two lines', () => {
    given(...staffed)
      .when(decideKick, { actor: olga, target: olga })
      .thenRefuses('BAD_USER_INPUT', 'username');
    given(...staffed)
      .when(decideKick, { actor: olga, target: max, reason: 'a\nb' })
      .thenRefuses('BAD_USER_INPUT', 'reason');
  });

  it('lets an administrator kick the only owner, whose room passes on', () => {
    given(...staffed)
      .when(decideKick, { actor: administrator, target: olga })
      .thenHappens(
        { type: 'MemberLeft', data: { userId: 'olga', reason: 'kicked', by: 'admin', losesAccess: true } },
        { type: 'RoleSet', data: { userId: 'mo', role: 'owner', by: 'admin' } },
      );
  });
});

describe('banning', () => {
  it('ends a membership', () => {
    given(...staffed)
      .when(decideBan, { actor: mo, target: max })
      .thenHappens({ type: 'MemberBanned', data: { userId: 'max', by: 'mo', wasMember: true } });
  });

  it('works on people who never joined, and changes nothing the second time', () => {
    given(...staffed)
      .when(decideBan, { actor: mo, target: user('eve') })
      .thenHappens({ type: 'MemberBanned', data: { userId: 'eve', by: 'mo', wasMember: false } });
    given(...staffed, banned('eve'))
      .when(decideBan, { actor: mo, target: user('eve') })
      .thenHappens();
  });

  it('refuses members, peers, oneself, and everybody against an administrator', () => {
    given(...staffed)
      .when(decideBan, { actor: max, target: user('eve') })
      .thenRefuses('FORBIDDEN');
    given(...staffed, joined('ole'), appointed('ole', 'owner'))
      .when(decideBan, { actor: olga, target: user('ole') })
      .thenRefuses('FORBIDDEN');
    given(...staffed)
      .when(decideBan, { actor: mo, target: mo })
      .thenRefuses('BAD_USER_INPUT', 'username');
    given(...staffed)
      .when(decideBan, { actor: olga, target: administrator })
      .thenRefuses('FORBIDDEN');
  });
});

describe('lifting a ban', () => {
  it('is up to moderators', () => {
    given(...staffed, banned('eve'))
      .when(decideUnban, { actor: mo, target: user('eve') })
      .thenHappens({ type: 'MemberUnbanned', data: { userId: 'eve', by: 'mo' } });
  });

  it('refuses members', () => {
    given(...staffed, banned('eve'))
      .when(decideUnban, { actor: max, target: user('eve') })
      .thenRefuses('FORBIDDEN');
  });

  it('changes nothing for who is not banned', () => {
    given(...staffed)
      .when(decideUnban, { actor: mo, target: max })
      .thenHappens();
  });
});

describe('setting a role', () => {
  it('is up to owners', () => {
    given(...staffed)
      .when(decideSetRole, { actor: olga, target: max, role: 'moderator' })
      .thenHappens({ type: 'RoleSet', data: { userId: 'max', role: 'moderator', by: 'olga' } });
    given(...staffed)
      .when(decideSetRole, { actor: mo, target: max, role: 'moderator' })
      .thenRefuses('FORBIDDEN');
  });

  it('changes nothing for who has it, and refuses who is no member', () => {
    given(...staffed)
      .when(decideSetRole, { actor: olga, target: mo, role: 'moderator' })
      .thenHappens();
    given(...staffed)
      .when(decideSetRole, { actor: olga, target: user('eve'), role: 'member' })
      .thenRefuses('CONFLICT');
  });

  it('never takes the only owner away', () => {
    given(...staffed)
      .when(decideSetRole, { actor: olga, target: olga, role: 'member' })
      .thenRefuses('CONFLICT');
    given(...staffed)
      .when(decideSetRole, { actor: administrator, target: olga, role: 'member' })
      .thenRefuses('CONFLICT');
  });

  it('takes an owner’s role only from the owner’s own hand or an administrator’s', () => {
    const two = [...staffed, appointed('max', 'owner')] as const;
    const stepped = { type: 'RoleSet', data: { userId: 'max', role: 'member', by: 'max' } } as const;
    given(...two)
      .when(decideSetRole, { actor: olga, target: max, role: 'member' })
      .thenRefuses('FORBIDDEN');
    given(...two)
      .when(decideSetRole, { actor: max, target: max, role: 'member' })
      .thenHappens(stepped);
    given(...two)
      .when(decideSetRole, { actor: administrator, target: max, role: 'member' })
      .thenHappens({ ...stepped, data: { ...stepped.data, by: 'admin' } });
  });
});
