import { MessageService } from '@confab/proto/messages/v1/messages_pb';
import { withCall } from '@confab/runtime/rpc/call';
import type { Rpc } from '@confab/runtime/rpc/port';
import type { Inboxes, Timelines } from '../application/ports.ts';

/** What this service asks of the messages service, on its own behalf. */
export function createMessages(rpc: Rpc): Inboxes & Timelines {
  const messages = rpc.client(MessageService);
  return {
    async notifyInvited({ id, correlationId, roomId, userId, by }) {
      await messages.notifyInvited({ roomId, userId, byId: by }, withCall({ commandId: id, correlationId }));
    },
    async lastActivity(roomIds) {
      return (await messages.getActivity({ roomIds: [...roomIds] })).lastActivityAtMs;
    },
  };
}
