import { graphql } from '../../../shared/api/graphql.ts';

export const SetTopic = graphql(`
  mutation SetTopic($input: UpdateRoomInput!) {
    updateRoom(input: $input) {
      room {
        id
        topic
      }
    }
  }
`);

export const KickUser = graphql(`
  mutation KickUser($input: RoomUserInput!) {
    kickFromRoom(input: $input) {
      room {
        id
      }
    }
  }
`);

export const BanUser = graphql(`
  mutation BanUser($input: RoomUserInput!) {
    banFromRoom(input: $input) {
      room {
        id
      }
    }
  }
`);
