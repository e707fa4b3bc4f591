import { graphql } from '../../../../shared/api/graphql.ts';

export const KickFromRoom = graphql(`
  mutation KickFromRoom($input: RoomUserInput!) {
    kickFromRoom(input: $input) {
      room {
        id
      }
    }
  }
`);

export const BanFromRoom = graphql(`
  mutation BanFromRoom($input: RoomUserInput!) {
    banFromRoom(input: $input) {
      room {
        id
      }
    }
  }
`);

export const UnbanFromRoom = graphql(`
  mutation UnbanFromRoom($input: RoomUserInput!) {
    unbanFromRoom(input: $input) {
      room {
        id
      }
    }
  }
`);

export const SetRoomRole = graphql(`
  mutation SetRoomRole($input: SetRoomRoleInput!) {
    setRoomRole(input: $input) {
      room {
        id
      }
    }
  }
`);
