import { MessageService } from '@confab/proto/messages/v1/messages_pb';
import { withCall } from '@confab/runtime/network/rpc/call';
import type { Rpc } from '@confab/runtime/network/rpc/port';
import type { Inboxes, Reach, Timelines } from '../application/ports.ts';

/** What this service asks of the messages service, on its own behalf. */
export function createMessages(rpc: Rpc): Inboxes & Reach & Timelines {
  const messages = rpc.client(MessageService);
  return {
    async notifyInvited({ id, correlationId, by, ...notice }) {
      await messages.notifyInvited({ ...notice, byId: by }, withCall({ commandId: id, correlationId }));
    },
    async notifyInvitationEnded({ id, correlationId, ...notice }) {
      await messages.notifyInvitationEnded(notice, withCall({ commandId: id, correlationId }));
    },
    async isWithheld(fromId, toId) {
      return (await messages.checkReach({ fromId, toId })).blocked;
    },
    async areConversing(fromId, toId) {
      return (await messages.checkReach({ fromId, toId })).conversing;
    },
    async lastActivity(roomIds) {
      return (await messages.getActivity({ roomIds: [...roomIds] })).lastActivityAtMs;
    },
  };
}
