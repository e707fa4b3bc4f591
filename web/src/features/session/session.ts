import type { ApolloClient } from '@apollo/client';
import { type InjectionKey, type ShallowRef, shallowRef } from 'vue';
import { codeOf } from '../../shared/api/error-code.ts';
import { backoffDelay } from '../connection/backoff.ts';
import { type Grant, Login, Logout, RefreshSession, Register, type Viewer } from './graphql/session.ts';
import { createTokens, type Tokens } from './tokens.ts';

/** `restoring`: it is not known yet whether the cookie still holds a session. `ended`: the server ended it, not the user. */
export type SessionState =
  | { kind: 'restoring'; unreachable: boolean }
  | { kind: 'signedOut'; ended: boolean }
  | { kind: 'signedIn'; viewer: Viewer };

export interface Credentials {
  username: string;
  password: string;
}

export interface Session {
  readonly state: Readonly<ShallowRef<SessionState>>;
  /** A token for the next request; ends the session when the server refuses to renew it. Rejects when it can't be reached. */
  accessToken(options: { renew: boolean }): Promise<string | null>;
  /** Finds out whether the cookie still holds a session, for as long as it takes to reach the server. */
  restore(): Promise<void>;
  signIn(credentials: Credentials): Promise<void>;
  register(credentials: Credentials): Promise<void>;
  /** Ends the session on the server, and here even if that fails. */
  signOut(): Promise<void>;
  /** The server ended the session. */
  end(): void;
}

export const sessionKey: InjectionKey<Session> = Symbol('session');

/** Who is signed in on this page. The Apollo client is asked for late, because it needs the session for its requests. */
export function createSession(apollo: () => ApolloClient): Session {
  const state = shallowRef<SessionState>({ kind: 'restoring', unreachable: false });
  const tokens: Tokens = createTokens({ refresh: () => inTurn(refresh), now: () => performance.now() });

  async function refresh(): Promise<Grant | null> {
    try {
      const { data } = await apollo().mutate({ mutation: RefreshSession, context: { anonymous: true } });
      // Signed out while the answer was on its way.
      if (!data || state.value.kind === 'signedOut') return null;
      begin(data.refreshSession.user);
      return data.refreshSession;
    } catch (error) {
      const code = codeOf(error);
      if (code === 'UNAUTHENTICATED' || code === 'BAD_USER_INPUT' || code === 'FORBIDDEN') return null;
      throw error;
    }
  }

  function begin(viewer: Viewer): void {
    if (state.value.kind === 'signedIn') {
      if (state.value.viewer.id === viewer.id) return;
      // Another tab signed in as somebody else, and the cookie is theirs now.
      void apollo().clearStore();
    }
    state.value = { kind: 'signedIn', viewer };
  }

  function adopt(grant: Grant | undefined): void {
    if (!grant) throw new Error('the server answered without a grant');
    tokens.adopt(grant);
    begin(grant.user);
  }

  function end(ended: boolean): void {
    tokens.clear();
    if (state.value.kind === 'signedOut') return;
    state.value = { kind: 'signedOut', ended: ended && state.value.kind === 'signedIn' };
    // Nothing of one account may be seen by the next.
    void apollo().clearStore();
  }

  return {
    state,
    end: () => end(true),
    async accessToken(options) {
      if (state.value.kind === 'signedOut') return null;
      const token = await tokens.accessToken(options);
      if (token === null) end(true);
      return token;
    },
    async restore() {
      for (let attempt = 0; state.value.kind === 'restoring'; attempt += 1) {
        try {
          if ((await tokens.accessToken()) === null) end(false);
        } catch {
          state.value = { kind: 'restoring', unreachable: true };
          await new Promise((resolve) => setTimeout(resolve, backoffDelay(attempt, Math.random())));
        }
      }
    },
    async signIn(input) {
      const { data } = await apollo().mutate({ mutation: Login, variables: { input }, context: { anonymous: true } });
      adopt(data?.login);
    },
    async register(input) {
      const { data } = await apollo().mutate({
        mutation: Register,
        variables: { input },
        context: { anonymous: true },
      });
      adopt(data?.register);
    },
    async signOut() {
      try {
        await apollo().mutate({ mutation: Logout });
      } catch {
        // The server forgets the session by itself in time; the user wants to be out of it now.
      } finally {
        end(false);
      }
    },
  };
}

/**
 * One renewal at a time over all tabs of this browser: they share the cookie, and a refresh token that is used twice revokes the
 * session. Where the page is served without TLS there are no locks, and tabs rely on not renewing in the same moment.
 */
function inTurn<T>(run: () => Promise<T>): Promise<T> {
  if (!('locks' in navigator)) return run();
  return navigator.locks.request('confab-refresh', run) as Promise<T>;
}
