import { AuthService } from '@confab/proto/auth/v1/auth_pb';
import { OperatorService as AuthOperator } from '@confab/proto/auth/v1/operator_pb';
import { MessageService } from '@confab/proto/messages/v1/messages_pb';
import { OperatorService as MessagesOperator } from '@confab/proto/messages/v1/operator_pb';
import { OperatorService as RoomsOperator } from '@confab/proto/rooms/v1/operator_pb';
import { PresenceService } from '@confab/proto/rooms/v1/presence_pb';
import { RoomService } from '@confab/proto/rooms/v1/rooms_pb';
import type { Rpc } from '@confab/runtime/network/rpc/port';
import type { Client } from '@connectrpc/connect';

/** Typed clients of the services behind the API. */
export interface Clients {
  auth: Client<typeof AuthService>;
  rooms: Client<typeof RoomService>;
  presence: Client<typeof PresenceService>;
  messages: Client<typeof MessageService>;
  /** What each service shows administrators of its log and its health, by the service's name. */
  operators: Readonly<Record<string, OperatorClient>>;
}

/** The same contract in the package of each service. */
export type OperatorClient = Pick<Client<typeof AuthOperator>, keyof Client<typeof AuthOperator>>;

export function createClients(rpc: Pick<Rpc, 'client'>): Clients {
  return {
    auth: rpc.client(AuthService),
    rooms: rpc.client(RoomService),
    presence: rpc.client(PresenceService),
    messages: rpc.client(MessageService),
    operators: {
      auth: rpc.client(AuthOperator),
      rooms: rpc.client(RoomsOperator),
      messages: rpc.client(MessagesOperator),
    },
  };
}
