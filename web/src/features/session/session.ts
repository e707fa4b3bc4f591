import type { ApolloClient, OperationVariables, TypedDocumentNode } from '@apollo/client';
import { type InjectionKey, type ShallowRef, shallowRef } from 'vue';
import { codeOf, type ErrorCode, isRetryable } from '../../shared/api/error-code.ts';
import { type Ban, detailsOf } from '../../shared/api/error-details.ts';
import { backoffDelay } from '../../shared/backoff.ts';
import { openChannel } from '../../shared/browser/channel.ts';
import { localTexts } from '../../shared/browser/local-texts.ts';
import { inTurn } from '../../shared/browser/locks.ts';
import { random, time } from '../../shared/browser/time.ts';
import { ResetPassword } from './graphql/reset.ts';
import { type Grant, Login, Logout, RefreshSession, Register, type Viewer } from './graphql/session.ts';
import { createTokens, type Tokens } from './tokens.ts';

/**
 * `restoring`: it is not known yet whether the cookie still holds a session; `failure`: why the last attempt to find out was in vain.
 * `ended`: the server ended it, not the user; `ban`: for that reason. `elsewhere`: the user signed out in another tab.
 */
export type SessionState =
  | { kind: 'restoring'; failure: ErrorCode | null }
  | { kind: 'signedOut'; ended: boolean; ban?: Ban | undefined; elsewhere?: boolean }
  | { kind: 'signedIn'; viewer: Viewer };

export interface Credentials {
  username: string;
  password: string;
}

export interface Session {
  readonly state: Readonly<ShallowRef<SessionState>>;
  /** A token for the next request; ends the session when the server refuses to renew it. Rejects when it can't be reached. */
  accessToken(options: { renew: boolean }): Promise<string | null>;
  /** For how many milliseconds the last token is good; it is renewed when asked for after that. */
  tokenGoodForMs(): number;
  /** Finds out whether the cookie still holds a session. While the server can't be reached, whoever was signed in here last counts as signed in. */
  restore(): Promise<void>;
  signIn(credentials: Credentials): Promise<void>;
  /** `invitation`: the secret of a link. */
  register(credentials: Credentials & { invitation?: string | undefined }): Promise<void>;
  /** Chooses a new password, and goes on with the session that this opens. `token`: the secret of a link of an administrator. */
  resetPassword(input: { token: string; password: string }): Promise<void>;
  /** Ends the session on the server, and here even if that fails. */
  signOut(): Promise<void>;
  /** The server ended the session; it is asked why. */
  end(): void;
}

export const sessionKey: InjectionKey<Session> = Symbol('session');

export interface SessionOptions {
  /** Asked for late, because it needs the session for its requests. */
  apollo(): ApolloClient;
  /** Removes what the user who signed out had typed from this browser. */
  forget(userId: string): Promise<void>;
  /** Removes what the user was shown, whoever ended the session. */
  forgetShown(userId: string): Promise<void>;
}

/** Set while the user has signed out here and the server does not know it yet. The cookie, which no script can delete, opens nothing then. */
const LEAVING = 'confab.leaving';

/** Who was signed in here last: where the server can't be reached, they read what this browser kept for them. */
const VIEWER = 'confab.viewer';

/**
 * The turn of the tabs of this browser: they share the cookie, and once one of two that exchanged the same token goes on, the other's is good
 * for seconds. Where there are no turns, tabs rely on not renewing in the same moment.
 */
const RENEWING = 'confab-refresh';

/** A renewal is answered within this time or asked for again: the server takes the same refresh token as often as its answers get lost. */
const RENEWAL_MS = 6_000;

/** Who is signed in on this page, and on the other pages of this browser: they share the cookie, and leave together. */
export function createSession({ apollo, forget, forgetShown }: SessionOptions): Session {
  const state = shallowRef<SessionState>({ kind: 'restoring', failure: null });
  const tokens: Tokens = createTokens({ refresh: () => inTurn(RENEWING, refresh), now: () => time.monotonic() });
  /** Why the session was not renewed. */
  let ban: Ban | undefined;

  async function refresh(): Promise<Grant | null> {
    try {
      const { data } = await apollo().mutate({
        mutation: RefreshSession,
        context: { anonymous: true, deadlineMs: RENEWAL_MS },
      });
      // Signed out while the answer was on its way.
      if (!data || state.value.kind === 'signedOut') return null;
      begin(data.refreshSession.user);
      return data.refreshSession;
    } catch (error) {
      const code = codeOf(error);
      ban = detailsOf(error).ban;
      if (code === 'UNAUTHENTICATED' || code === 'BAD_USER_INPUT' || code === 'FORBIDDEN') return null;
      throw error;
    }
  }

  function begin(viewer: Viewer): void {
    const known = JSON.stringify(viewer);
    if (state.value.kind === 'signedIn') {
      if (state.value.viewer.id === viewer.id && localTexts.get(VIEWER) === known) return;
      // Another tab signed in as somebody else, and the cookie is theirs now.
      if (state.value.viewer.id !== viewer.id) void apollo().clearStore();
    }
    localTexts.set(VIEWER, known);
    state.value = { kind: 'signedIn', viewer };
  }

  /** Whose session ended last. */
  let endedOf: string | undefined;

  const pages = openChannel<string>('confab.session', (userId) => {
    // The server may have closed this tab's socket before this is heard, and the tab that left may have forgotten that it does.
    const isEnded = state.value.kind === 'signedOut' && state.value.ended && endedOf === userId;
    if (!isEnded && (state.value.kind !== 'signedIn' || state.value.viewer.id !== userId)) return;
    end(false);
    state.value = { kind: 'signedOut', ended: false, elsewhere: true };
  });

  /** Asks for a session, which takes none. */
  async function ask<Data, Variables extends OperationVariables>(request: {
    mutation: TypedDocumentNode<Data, Variables>;
    variables: Variables;
  }): Promise<Data | undefined> {
    const { data } = await apollo().mutate<Data, OperationVariables>({ ...request, context: { anonymous: true } });
    return data;
  }

  function adopt(grant: Grant | undefined): void {
    if (!grant) throw new Error('the server answered without a grant');
    localTexts.remove(LEAVING);
    isLeaving = false;
    ban = undefined;
    tokens.adopt(grant);
    begin(grant.user);
  }

  /** This tab signs out. */
  let isLeaving = false;

  function end(ended: boolean): void {
    tokens.clear();
    if (state.value.kind === 'signedOut') return;
    // Also of a session that had ended before the page was opened.
    const viewer = state.value.kind === 'signedIn' ? state.value.viewer : viewerOf(localTexts.get(VIEWER));
    localTexts.remove(VIEWER);
    if (viewer) void forgetShown(viewer.id);
    endedOf = viewer?.id;
    // The server may close this tab's socket before the tab that signs out says so.
    const isLeft = localTexts.get(LEAVING) !== null;
    const isTold = ended && state.value.kind === 'signedIn';
    state.value = { kind: 'signedOut', ended: isTold && !isLeft, elsewhere: isTold && isLeft && !isLeaving, ban };
    // Nothing of one account may be seen by the next.
    void apollo().clearStore();
  }

  /** Who still holds the cookie of a session that a ban ended is told of the ban, and why it came. */
  async function askWhy(): Promise<void> {
    await inTurn(RENEWING, refresh).catch(() => undefined);
    if (ban && state.value.kind === 'signedOut') state.value = { ...state.value, ban };
  }

  return {
    state,
    end() {
      end(true);
      if (state.value.kind === 'signedOut' && state.value.ended && !state.value.ban) void askWhy();
    },
    tokenGoodForMs: tokens.goodForMs,
    async accessToken(options) {
      if (state.value.kind === 'signedOut') return null;
      const token = await tokens.accessToken(options);
      if (token === null) end(true);
      return token;
    },
    async restore() {
      for (let attempt = 0; state.value.kind === 'restoring'; attempt += 1) {
        try {
          if (localTexts.get(LEAVING)) await leave();
          else if ((await tokens.accessToken()) === null) end(false);
        } catch (error) {
          const viewer = viewerOf(localTexts.get(LEAVING) ? null : localTexts.get(VIEWER));
          state.value = viewer ? { kind: 'signedIn', viewer } : { kind: 'restoring', failure: codeOf(error) };
          if (viewer) return;
          await time.sleep(backoffDelay(attempt, random()));
        }
      }
    },
    async signIn(input) {
      adopt((await ask({ mutation: Login, variables: { input } }))?.login);
    },
    async register(input) {
      adopt((await ask({ mutation: Register, variables: { input } }))?.register);
    },
    async resetPassword(input) {
      adopt((await ask({ mutation: ResetPassword, variables: { input } }))?.resetPassword);
    },
    async signOut() {
      const { value: left } = state;
      localTexts.set(LEAVING, '1');
      isLeaving = true;
      // Where the server can't be reached it hears of it at the next start of the page.
      await leave().catch(() => end(false));
      if (left.kind !== 'signedIn') return;
      pages.post(left.viewer.id);
      await forget(left.viewer.id);
    },
  };

  /** Rejects while the server can't be told. */
  async function leave(): Promise<void> {
    // Who has a token signs out with it: then nobody waits to see that they are gone.
    const anonymous = state.value.kind !== 'signedIn';
    try {
      await apollo().mutate({ mutation: Logout, context: { anonymous } });
    } catch (error) {
      if (isRetryable(codeOf(error))) throw error;
    }
    end(false);
    localTexts.remove(LEAVING);
  }
}

function viewerOf(known: string | null): Viewer | null {
  try {
    return known && JSON.parse(known);
  } catch {
    return null;
  }
}
