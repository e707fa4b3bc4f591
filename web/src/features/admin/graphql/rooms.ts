import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const RoomsSection_Room = graphql(`
  fragment RoomsSection_Room on Room {
    __typename
    id
    name
    displayName
    topic
    visibility
    memberCount
    onlineCount
    createdAt
    archivedAt
  }
`);

export type AdminRoom = ResultOf<typeof RoomsSection_Room>;

/** Every room of the server, private ones too. */
export const AdminRooms = graphql(
  `
    query AdminRooms($search: String, $visibility: RoomVisibility, $order: RoomOrder, $after: String) {
      allRooms(search: $search, visibility: $visibility, order: $order, first: 50, after: $after) {
        edges {
          node {
            ...RoomsSection_Room
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [RoomsSection_Room],
);

export const DeleteAnyRoom = graphql(`
  mutation DeleteAnyRoom($input: RoomInput!) {
    deleteRoom(input: $input)
  }
`);
