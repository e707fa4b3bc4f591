import type { Tokens } from '@confab/proto/auth/v1/auth_pb';
import { isAppError } from '@confab/runtime/kernel/errors/app-error';
import { linkUseless } from '@confab/runtime/kernel/ids/link';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { GatewayContext } from '../context/context.ts';

/**
 * Makes an account for whoever came by a link into a room, as for anybody else, and lets them into the room. NOT_FOUND naming `invitation` for a link that does
 * not work. Once the account is there it is answered whatever becomes of the link: `joinByInvitation` says so. That the link has been used up or revoked meanwhile
 * is expected; any other failure is reported.
 */
export async function registerByRoomLink(
  token: string,
  register: () => Promise<Tokens | undefined>,
  { app, call }: GatewayContext,
): Promise<Tokens | undefined> {
  const { link } = await app.clients.rooms.getRoomLink({ token }, call);
  if (!link) throw linkUseless('invitation');
  const tokens = await register();
  if (tokens) {
    const own = withCall({ token: tokens.accessToken, correlationId: app.ids.next() });
    await app.clients.rooms.joinByRoomLink({ token }, own).catch((error: unknown) => {
      if (!isAppError(error, 'NOT_FOUND')) app.onError(error);
    });
  }
  return tokens;
}
