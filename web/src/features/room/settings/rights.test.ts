import { type Role, rightsOf, type ViewerInRoom } from './rights.ts';

const place = (more: Partial<ViewerInRoom>): ViewerInRoom => ({
  role: null,
  isAdmin: false,
  isPrivate: false,
  isArchived: false,
  ...more,
});
const ROLES: Role[] = ['OWNER', 'MODERATOR', 'MEMBER'];

describe('what is offered in a room', () => {
  it.each([
    [place({}), []],
    [place({ role: 'MEMBER' }), ['invite', 'leave']],
    [place({ role: 'MEMBER', isPrivate: true }), ['leave']],
    [place({ role: 'MODERATOR', isPrivate: true }), ['moderate', 'invite', 'leave']],
    [place({ role: 'OWNER' }), ['update', 'remove', 'moderate', 'invite', 'leave']],
    [place({ role: 'OWNER', isArchived: true }), ['update', 'remove', 'moderate', 'leave']],
    [place({ role: 'MEMBER', isArchived: true }), ['leave']],
    [place({ isAdmin: true }), ['update', 'remove', 'moderate', 'invite']],
  ])('to %j is %j', (viewer, offered) => {
    const rights = rightsOf(viewer);
    expect(Object.entries(rights).flatMap(([name, may]) => (may === true ? [name] : []))).toEqual(offered);
  });

  it.each([
    [place({ role: 'MEMBER' }), [], []],
    [place({ role: 'MODERATOR' }), ['MEMBER'], []],
    [place({ role: 'OWNER' }), ['MODERATOR', 'MEMBER'], ['MODERATOR', 'MEMBER']],
    [place({ isAdmin: true }), ROLES, ROLES],
  ])('to %j reaches those below: kicks %j, appoints %j', (viewer, kicks, appoints) => {
    const { actOn, appoint } = rightsOf(viewer);
    expect([ROLES.filter(actOn), ROLES.filter(appoint)]).toEqual([kicks, appoints]);
  });
});
