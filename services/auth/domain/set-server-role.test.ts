import { fold } from '@confab/runtime/testing/specification';
import { banned, opened, promoted, registered, revoked } from '../test/user-history.ts';
import { type ServerEvent, type ServerState, serverKind } from './server.ts';
import { decideSetServerRole, type SetServerRole } from './set-server-role.ts';
import { type UserState, userKind } from './user.ts';

const appointed = (userId: string): ServerEvent => ({ type: 'AdministratorAppointed', data: { userId } });
const dismissed = (userId: string): ServerEvent => ({ type: 'AdministratorDismissed', data: { userId } });
const server = (...events: ServerEvent[]) =>
  fold(
    serverKind,
    events.map((event) => [0, event] as const),
  );

const member = fold(userKind, [[0, registered], opened('s1', 0)]);
const administrator = fold(userKind, [[0, registered], opened('s1', 0), [1, promoted]]);
const to = (role: 'ADMIN' | 'MEMBER') => ({ role, by: 'admin' });
/** The events by their stream. */
const setServerRole = (state: { user: UserState; server: ServerState }, command: SetServerRole) => {
  const { events } = decideSetServerRole(state, command, { atMs: 10 });
  const on = (name: string) => events.filter(({ stream }) => stream === name).map(({ event }) => event);
  return { user: on('user-u1'), server: on('server-admin') };
};

describe('the role on the server', () => {
  it('is given, which ends no session', () => {
    expect(setServerRole({ user: member, server: server(appointed('admin')) }, to('ADMIN'))).toEqual({
      user: [promoted],
      server: [appointed('u1')],
    });
  });

  it('is taken away together with the tokens that carry it', () => {
    const state = { user: administrator, server: server(appointed('admin'), appointed('u1')) };
    expect(setServerRole(state, to('MEMBER'))).toEqual({
      user: [{ type: 'ServerRoleChanged', data: { role: 'MEMBER', by: 'admin' } }, revoked('s1', 'ROLE_CHANGED')],
      server: [dismissed('u1')],
    });
  });

  it('stays with the last administrator', () => {
    const state = { user: administrator, server: server(appointed('admin'), appointed('u1'), dismissed('admin')) };
    expect(() => setServerRole(state, to('MEMBER'))).toThrow(expect.objectContaining({ code: 'CONFLICT' }));
  });

  it('is not given to a banned user', () => {
    const user = fold(userKind, [
      [0, registered],
      [1, banned()],
    ]);
    expect(() => setServerRole({ user, server: server(appointed('admin')) }, to('ADMIN'))).toThrow(
      expect.objectContaining({ code: 'CONFLICT' }),
    );
  });

  it('is left as it is where it is held already', () => {
    const nothing = { user: [], server: [] };
    expect(setServerRole({ user: member, server: server(appointed('admin')) }, to('MEMBER'))).toEqual(nothing);
    expect(setServerRole({ user: administrator, server: server(appointed('u1')) }, to('ADMIN'))).toEqual(nothing);
  });

  it('needs an account', () => {
    const state = { user: userKind.initialState(), server: server(appointed('admin')) };
    expect(() => setServerRole(state, to('ADMIN'))).toThrow(expect.objectContaining({ code: 'NOT_FOUND' }));
  });
});
