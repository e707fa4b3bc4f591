import { graphql } from '../../../shared/api/graphql.ts';

/** Changes nothing for who is a member, or invited already. */
export const InviteToRoom = graphql(`
  mutation InviteToRoom($input: RoomUserInput!) {
    inviteToRoom(input: $input) {
      room {
        id
      }
    }
  }
`);
