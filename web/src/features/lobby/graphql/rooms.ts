import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const RoomList_Room = graphql(`
  fragment RoomList_Room on Room {
    __typename
    id
    name
    displayName
    topic
    visibility
    onlineCount
  }
`);

export type ListedRoom = ResultOf<typeof RoomList_Room>;

export const ActiveRooms = graphql(
  `
    query ActiveRooms($search: String, $archived: Boolean, $after: String) {
      rooms(search: $search, archived: $archived, order: ONLINE, first: 100, after: $after) {
        edges {
          node {
            ...RoomList_Room
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [RoomList_Room],
);

export const RoomListEvents = graphql(
  `
    subscription RoomListEvents {
      roomListEvents {
        __typename
        ... on RoomListed {
          room {
            ...RoomList_Room
          }
        }
        ... on RoomUnlisted {
          roomId
        }
      }
    }
  `,
  [RoomList_Room],
);

export type RoomListEvent = ResultOf<typeof RoomListEvents>['roomListEvents'];

export const CreateRoom = graphql(`
  mutation CreateRoom($input: CreateRoomInput!) {
    createRoom(input: $input) {
      room {
        id
        name
      }
    }
  }
`);

/** Whether there is somebody of that name. */
export const UserByName = graphql(`
  query UserByName($username: String!) {
    user(username: $username) {
      id
      username
    }
  }
`);
