import type { CommandRunner } from '@confab/runtime/eventlog/decider/port';
import { parseLinkToken, withoutSign } from '@confab/runtime/kernel/ids/link-token';
import type { Secrets } from '@confab/runtime/kernel/ids/secrets';
import type { Call } from '@confab/runtime/network/rpc/call';
import type { PresentedLink } from '../../domain/room-link/good-link.ts';
import { type RoomLinkState, roomLinkStream } from '../../domain/room-link/link.ts';
import type { Users } from '../ports.ts';

export interface ShownLinkDeps {
  runner: Pick<CommandRunner, 'peek'>;
  secrets: Secrets;
  users: Users;
}

/** A link as somebody shows it, with what does not change while it is decided about. */
export interface ShownLink {
  id: string;
  roomId: string;
  tokenHash: string;
  makerAdministrates: boolean;
}

/** The link as it is now, on any replica; undefined where there is none with that secret. */
export async function peekLink(
  { runner, secrets, users }: ShownLinkDeps,
  text: string,
  call: Call,
): Promise<(ShownLink & PresentedLink) | undefined> {
  const token = parseLinkToken(withoutSign(text) ?? '');
  if (!token) return undefined;
  const { state } = await runner.peek<RoomLinkState>(roomLinkStream(token.id), { fresh: true });
  const tokenHash = secrets.hash(token.secret);
  if (state.link?.tokenHash !== tokenHash) return undefined;
  const { roomId, by, byAdministrator } = state.link;
  const makerAdministrates = byAdministrator && (await users.administrates(by, call));
  return { id: token.id, roomId, tokenHash, makerAdministrates, state };
}
