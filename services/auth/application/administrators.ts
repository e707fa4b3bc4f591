import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import { administratorsOnly } from '../domain/errors.ts';
import { SERVER_STREAM, type ServerState } from '../domain/server.ts';

/** Whether the user is an administrator now, on any replica, whatever their token says. */
export async function isAdministrator(runner: CommandRunner, userId: string): Promise<boolean> {
  const { state } = await runner.peek<ServerState>(SERVER_STREAM, { fresh: true });
  return state.administrators.includes(userId);
}

/** Throws FORBIDDEN for everybody else. */
export async function requireAdministrator(runner: CommandRunner, userId: string): Promise<void> {
  if (!(await isAdministrator(runner, userId))) throw administratorsOnly();
}
