import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createManualClock } from '@confab/runtime/kernel/clock/manual';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import { createTokenVerifier } from '@confab/runtime/network/identity/jwt-verifier';
import { pino } from 'pino';
import { defaultLimits, readConfig } from '../config.ts';
import { UNLIMITED } from '../context/cost-budgets.ts';
import { createAdmission } from '../execution/admission.ts';
import { createDocuments } from '../execution/documents.ts';
import { NOBODY_HELD } from '../execution/hold-backs.ts';
import { createRateLimits } from '../execution/rate-limits.ts';
import { gatewaySchema } from '../schema/build.ts';
import { createGraphqlHandler, type GraphqlHandlerOptions } from './graphql-handler.ts';

describe('a request while the auth service is away', () => {
  it('is answered with 503, and when to come back', async () => {
    const keys = () => Promise.reject(new AppError('UNAVAILABLE', 'auth does not answer.'));
    const log = pino({ level: 'silent' });
    const options: Omit<GraphqlHandlerOptions, 'apollo' | 'app'> = {
      config: readConfig({}),
      admission: createAdmission({
        documents: createDocuments(gatewaySchema(), defaultLimits),
        rateLimits: createRateLimits(undefined),
        budgets: UNLIMITED,
        holdBacks: NOBODY_HELD,
        onError() {},
      }),
      holdBacks: NOBODY_HELD,
      verifier: createTokenVerifier({ keys, clock: createManualClock(), log }),
      onError() {},
      onCookieRefused() {},
      onOperation() {},
    };
    // It is refused before anything of these is needed.
    const handle = createGraphqlHandler(options as GraphqlHandlerOptions);
    const server = createServer((request, response) => void handle(request, response)).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const token = `${Buffer.from('{"alg":"ES256","kid":"k"}').toString('base64url')}.e30.AAAA`;
    const response = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: '{"query":"{ me { id } }"}',
    });
    expect(response.status).toBe(503);
    expect(response.headers.get('retry-after')).toBe('1');
    expect(await response.json()).toMatchObject({ errors: [{ extensions: { code: 'UNAVAILABLE' } }] });
    server.closeAllConnections();
    server.close();
  });
});
