import type { CommandRunner } from '@confab/runtime/decider/port';
import { policyNow, type RegistrationPolicy } from '../../domain/registration-policy.ts';
import { SERVER_STREAM, type ServerState } from '../../domain/server.ts';

/** Who makes accounts at this moment, on any replica. */
export async function registrationNow(runner: CommandRunner, policy: RegistrationPolicy): Promise<RegistrationPolicy> {
  if (policy === 'OPEN') return policy;
  const { state } = await runner.peek<ServerState>(SERVER_STREAM, { fresh: true });
  return policyNow(state, policy);
}
