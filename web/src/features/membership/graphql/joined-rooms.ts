import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

/** A joined room in the navigation. */
export const RoomsNav_Room = graphql(`
  fragment RoomsNav_Room on Room {
    __typename
    id
    name
    displayName
    visibility
    membership {
      id
      unreadCount
      mentionCount
      lastReadSeq
    }
  }
`);

export const JoinedRooms = graphql(
  `
    query JoinedRooms($after: String) {
      rooms(joined: true, order: NAME, first: 100, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...RoomsNav_Room
          }
        }
      }
    }
  `,
  [RoomsNav_Room],
);

/** What changes in the viewer's rooms, whether they are open or not. */
export const JoinedRoomEvents = graphql(
  `
    subscription JoinedRoomEvents {
      joinedRoomEvents {
        __typename
        ... on JoinedRoomsOpened {
          rooms {
            ...RoomsNav_Room
          }
        }
        ... on RoomListed {
          room {
            ...RoomsNav_Room
          }
        }
        ... on RoomUnlisted {
          roomId
        }
      }
    }
  `,
  [RoomsNav_Room],
);

export type NavRoom = ResultOf<typeof RoomsNav_Room>;
export type JoinedRoomEvent = ResultOf<typeof JoinedRoomEvents>['joinedRoomEvents'];
