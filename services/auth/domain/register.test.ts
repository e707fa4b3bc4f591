import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { parseName } from '@confab/runtime/kernel/names/name';
import { newSession } from '../test/user-history.ts';
import { decideRegister, type Register, type RegistrationState } from './register.ts';

const session = newSession('s1', 0);
const command = {
  userId: 'u1',
  name: parseName('username', 'Ada'),
  displayName: 'Ada L.',
  passwordHash: 'hash-1',
  session,
  policy: 'OPEN',
  invitation: undefined,
} as const;
const STREAMS = { username: 'username-ada', keys: 'usernamekey-ada', server: 'server-admin', user: 'user-u1' } as const;
/** The events by their stream, and the result. */
const register = (state: RegistrationState, wanted: Register) => {
  const { events, result } = decideRegister(state, wanted, { atMs: 0 });
  const on = (name: string) => events.filter(({ stream }) => stream === name).map(({ event }) => event);
  const invitation = events.filter(({ stream }) => stream.startsWith('invitation-'));
  return {
    ...{ username: on(STREAMS.username), keys: on(STREAMS.keys), invitation },
    ...{ server: on(STREAMS.server), user: on(STREAMS.user), ...result },
  };
};
const account = { userId: 'u1', username: 'Ada', folded: 'ada', displayName: 'Ada L.', passwordHash: 'hash-1' };
const free = { userId: undefined };
const keys = [free];

describe('register', () => {
  it('makes the first account the administrator', () => {
    expect(register({ username: free, keys, server: { administrators: [] } }, command)).toEqual({
      username: [{ type: 'UsernameClaimed', data: { userId: 'u1', folded: 'ada' } }],
      keys: [{ type: 'UsernameKeyClaimed', data: { userId: 'u1', key: 'ada' } }],
      invitation: [],
      server: [{ type: 'AdministratorAppointed', data: { userId: 'u1' } }],
      user: [
        { type: 'UserRegistered', data: { ...account, role: 'ADMIN' } },
        { type: 'SessionOpened', data: session },
      ],
      role: 'ADMIN',
    });
  });

  it('makes every later account a member', () => {
    expect(register({ username: free, keys, server: { administrators: ['u0'] } }, command)).toEqual({
      username: [{ type: 'UsernameClaimed', data: { userId: 'u1', folded: 'ada' } }],
      keys: [{ type: 'UsernameKeyClaimed', data: { userId: 'u1', key: 'ada' } }],
      invitation: [],
      server: [],
      user: [
        { type: 'UserRegistered', data: { ...account, role: 'MEMBER' } },
        { type: 'SessionOpened', data: session },
      ],
      role: 'MEMBER',
    });
  });

  it('refuses a name that is taken', () => {
    try {
      register({ username: { userId: 'u0' }, keys, server: { administrators: ['u0'] } }, command);
      throw new Error('the name was not refused');
    } catch (error) {
      if (!isAppError(error, 'ALREADY_EXISTS')) throw error;
      expect(error.field).toBe('username');
    }
  });

  it('refuses a name that looks like one that is taken', () => {
    const state = { username: free, keys: [{ userId: 'u0' }], server: { administrators: ['u0'] } };
    expect(() => register(state, command)).toThrow(
      expect.objectContaining({ code: 'ALREADY_EXISTS', field: 'username' }),
    );
  });
});
