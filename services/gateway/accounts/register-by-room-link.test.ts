import { create } from '@bufbuild/protobuf';
import { GetRoomLinkResponseSchema, RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import { AppError, type ErrorCode } from '@confab/runtime/kernel/errors/app-error';
import { createSequentialIds } from '@confab/runtime/kernel/ids/sequential';
import { createInProcessRpc } from '@confab/runtime/network/rpc/in-process';
import { createLogger } from '@confab/runtime/process/logging';
import type { ServiceImpl } from '@connectrpc/connect';
import type { GatewayContext } from '../context/context.ts';
import { registerByRoomLink } from './register-by-room-link.ts';

const TOKENS = { accessToken: 'T' } as Awaited<ReturnType<typeof registerByRoomLink>>;

/** The rooms service as the network shows it: the link is good until the account is there. */
async function registerAndJoin(refusal?: ErrorCode) {
  const network = createInProcessRpc({ log: createLogger({ name: 'test', level: 'silent' }) });
  const joined: string[] = [];
  const handlers: Partial<ServiceImpl<typeof RoomService>> = {
    getRoomLink: () => create(GetRoomLinkResponseSchema, { link: {} }),
    joinByRoomLink({ token }) {
      if (refusal) throw new AppError(refusal, 'It did not work.');
      joined.push(token);
      return {};
    },
  };
  await network.as('rooms').serve(RoomService, handlers as ServiceImpl<typeof RoomService>);
  const reported: unknown[] = [];
  const app = {
    clients: { rooms: network.as('gateway').client(RoomService) },
    ids: createSequentialIds(),
    onError: (error: unknown) => reported.push(error),
  };
  const context = { app, call: {} } as unknown as GatewayContext;
  const tokens = await registerByRoomLink('token', async () => TOKENS, context);
  return { tokens, joined, reported };
}

describe('an account that is made by a link into a room', () => {
  it('is in the room', async () => {
    expect(await registerAndJoin()).toEqual({ tokens: TOKENS, joined: ['token'], reported: [] });
  });

  it('is made although somebody else was faster to use the link up, which is nothing to report', async () => {
    expect(await registerAndJoin('NOT_FOUND')).toEqual({ tokens: TOKENS, joined: [], reported: [] });
  });

  it.each(['UNAVAILABLE', 'ABORTED', 'FORBIDDEN'] as const)(
    'is made although joining failed with %s, which is reported',
    async (code) => {
      const { tokens, reported } = await registerAndJoin(code);
      expect(tokens).toBe(TOKENS);
      expect(reported).toEqual([expect.objectContaining({ code })]);
    },
  );
});
