import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { OperatorService } from '@confab/proto/auth/v1/operator_pb';
import type { LiveEvent } from '@confab/proto/live/v1/live_pb';
import { reportTo } from '@confab/runtime/kernel/errors/report-to';
import { randomSecrets } from '@confab/runtime/kernel/ids/random-secrets';
import type { Platform, Service } from '@confab/runtime/process/platform';
import { ServiceShell } from '@confab/runtime/process/service-shell';
import { SESSIONS_SUBJECT } from '@confab/text/subjects';
import { createArgon2Passwords } from './adapters/argon2-passwords.ts';
import { createJwtAccessTokens } from './adapters/jwt-access-tokens.ts';
import { createAuthHandlers } from './api/auth-handlers.ts';
import { createGuards } from './api/guards.ts';
import { routesOf } from './api/routes.ts';
import type { Accounts } from './application/accounts.ts';
import { createFirstInvitation } from './application/commands/create-invitation.ts';
import { createFailureDelay } from './application/failure-delay.ts';
import { createKeyRing } from './application/key-ring.ts';
import { findSigningKeySet } from './application/queries/signing-key-set.ts';
import { createRegistrations } from './application/registrations.ts';
import { authStore, STREAM_KINDS } from './application/store.ts';
import { createTokenIssuer } from './application/token-issuer.ts';
import type { AuthConfig } from './config.ts';

export interface AuthenticationService extends Service {
  /**
   * Where the server is empty and not open: the last segment of the link with which the first
   * administrator makes their account, once. A secret.
   */
  readonly firstInvitation: string | undefined;
}

/**
 * Accounts, sessions and the keys that sign access tokens. Resolves once the first key is on disk
 * and requests are served.
 */
export async function createAuthService(
  config: AuthConfig,
  platform: Platform<LiveEvent>,
): Promise<AuthenticationService> {
  const { clock, ephemeral, ids, log, rpc } = platform;
  const shell = await ServiceShell.open(platform, { store: authStore, kinds: STREAM_KINDS });
  const { runner, store } = shell;
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
  const callers = await shell.callers({
    keys: signingKeySet,
    tokenLifeMs: accessTokenLifeMs,
    subject: SESSIONS_SUBJECT,
    heard({ event }, revoke) {
      if (event.case === 'sessionRevoked') revoke(event.value.sessionId);
    },
  });
  const guards = createGuards({ callers, reader: store.projections, runner, clock });
  await rpc.serve(AuthService, createAuthHandlers({ accounts, signingKeySet, guards }));
  await rpc.serve(OperatorService, shell.operator({ admit: guards.administrator }));
  shell.publish({ route: routesOf, onError: reportTo(log, 'revoked sessions could not be published') });

  const first = await createFirstInvitation(accounts);

  return { firstInvitation: first?.token, ...shell.service() };
}
