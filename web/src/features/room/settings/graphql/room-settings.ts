import { graphql, type ResultOf } from '../../../../shared/api/graphql.ts';

/** What the settings of a room are decided by: how it stands, and the viewer's place in it. */
export const RoomSettings_Room = graphql(`
  fragment RoomSettings_Room on Room {
    __typename
    id
    name
    displayName
    topic
    visibility
    posting
    archivedAt
    membership {
      id
      role
    }
  }
`);

export type SettingsRoom = ResultOf<typeof RoomSettings_Room>;

export const RoomSettings = graphql(
  `
    query RoomSettings($room: String!) {
      room(name: $room) {
        ...RoomSettings_Room
      }
    }
  `,
  [RoomSettings_Room],
);

export const UpdateRoom = graphql(
  `
    mutation UpdateRoom($input: UpdateRoomInput!) {
      updateRoom(input: $input) {
        room {
          ...RoomSettings_Room
        }
      }
    }
  `,
  [RoomSettings_Room],
);

export const ArchiveRoom = graphql(
  `
    mutation ArchiveRoom($input: RoomInput!) {
      archiveRoom(input: $input) {
        room {
          ...RoomSettings_Room
        }
      }
    }
  `,
  [RoomSettings_Room],
);

export const RestoreRoom = graphql(
  `
    mutation RestoreRoom($input: RoomInput!) {
      restoreRoom(input: $input) {
        room {
          ...RoomSettings_Room
        }
      }
    }
  `,
  [RoomSettings_Room],
);

export const DeleteRoom = graphql(`
  mutation DeleteRoom($input: RoomInput!) {
    deleteRoom(input: $input)
  }
`);
