import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { OperatorService } from '@confab/proto/auth/v1/operator_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { createEventBrowser } from '@confab/runtime/eventlog/browser/event-browser';
import { createPublisher } from '@confab/runtime/eventlog/consumers/publisher';
import { createCommandRunner } from '@confab/runtime/eventlog/decider/command-runner';
import { reportTo } from '@confab/runtime/kernel/errors/report-to';
import { randomSecrets } from '@confab/runtime/kernel/ids/random-secrets';
import { createCallers } from '@confab/runtime/network/identity/caller';
import { createTokenVerifier } from '@confab/runtime/network/identity/jwt-verifier';
import type { Platform, Service } from '@confab/runtime/process/platform';
import { createOperatorHandlers } from '@confab/runtime/process/serve-operator';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { createArgon2Passwords } from './adapters/argon2-passwords.ts';
import { createJwtAccessTokens } from './adapters/jwt-access-tokens.ts';
import { createAuthHandlers } from './api/auth-handlers.ts';
import { createGuards } from './api/guards.ts';
import { routeSessions } from './api/session-routes.ts';
import type { Accounts } from './application/accounts.ts';
import { createFirstInvitation } from './application/commands/create-invitation.ts';
import { createFailureDelay } from './application/failure-delay.ts';
import { createKeyRing } from './application/key-ring.ts';
import { findSigningKeySet } from './application/queries/signing-key-set.ts';
import { createRegistrations } from './application/registrations.ts';
import { createTokenIssuer } from './application/token-issuer.ts';
import type { AuthConfig } from './config.ts';
import { invitationKind } from './domain/invitation.ts';
import { serverKind } from './domain/server.ts';
import { signingKeysKind } from './domain/signing-keys.ts';
import { userKind } from './domain/user.ts';
import { usernameKeyKind, usernameKind } from './domain/username.ts';
import { authStore } from './store.ts';

const STREAM_KINDS = [userKind, usernameKind, usernameKeyKind, serverKind, signingKeysKind, invitationKind];

export interface AuthenticationService extends Service {
  /** Where the server is empty and not open: the last segment of the link with which the first administrator makes their account, once. A secret. */
  readonly firstInvitation: string | undefined;
}

/** Accounts, sessions and the keys that sign access tokens. Resolves once the first key is on disk and requests are served. */
export async function createAuthService(
  config: AuthConfig,
  platform: Platform<LiveEvent>,
): Promise<AuthenticationService> {
  const { clock, ephemeral, ids, live, log, rpc } = platform;
  const store = await platform.openStore(authStore);
  const runner = createCommandRunner({
    store,
    kinds: STREAM_KINDS,
    clock,
    ids,
    log,
  });
  const accessTokens = createJwtAccessTokens();
  const { accessTokenLifeMs, signingKeyLifeMs } = config;
  const keyRing = createKeyRing({
    runner,
    accessTokens,
    ids,
    clock,
    signingKeyLifeMs,
    accessTokenLifeMs,
    onRotated: (keyId) => log.info({ keyId }, 'a new key signs access tokens'),
    onError: reportTo(log, 'the key of access tokens could not be replaced'),
  });
  const accounts: Accounts = {
    runner,
    reader: store.projections,
    ids,
    clock,
    times: config,
    registration: config.registration,
    registrations: createRegistrations(ephemeral, config.registrations),
    passwords: await createArgon2Passwords(config.passwords),
    secrets: randomSecrets,
    failures: createFailureDelay({ clock, ...config.failures }),
    tokens: createTokenIssuer({ keyRing, accessTokens, clock, accessTokenLifeMs }),
  };
  await keyRing.current();

  const signingKeySet = () => findSigningKeySet({ keyRing, reader: store.projections, clock, accessTokenLifeMs });
  const verifier = createTokenVerifier({ keys: signingKeySet, clock, log, tokenLifeMs: accessTokenLifeMs });
  const revocations = await live.subscribe(SESSIONS_SUBJECT, (events) => {
    for (const { event } of events) if (event.case === 'sessionRevoked') verifier.revoke(event.value.sessionId);
  });
  const guards = createGuards({ callers: createCallers(verifier), reader: store.projections, runner, clock });
  await rpc.serve(AuthService, createAuthHandlers({ accounts, signingKeySet, guards }));
  const browser = createEventBrowser({ store, kinds: STREAM_KINDS });
  await rpc.serve(
    OperatorService,
    createOperatorHandlers({ browser, admit: guards.administrator, ready: () => store.ping() }),
  );
  const publisher = createPublisher({
    store,
    live,
    route: routeSessions,
    onError: reportTo(log, 'revoked sessions could not be published'),
  });

  const first = await createFirstInvitation(accounts);

  let closing: Promise<void> | undefined;
  const close = async (): Promise<void> => {
    await rpc.close();
    revocations.unsubscribe();
    await publisher.stop();
    await store.close();
  };
  return {
    firstInvitation: first?.token,
    ready: () => store.ping(),
    close: () => {
      closing ??= close();
      return closing;
    },
  };
}
