import { graphql } from '../../../shared/api/graphql.ts';

/** Members of a room whose name begins with what is searched. */
export const RoomMemberCalled = graphql(`
  query RoomMemberCalled($room: String!, $username: String!, $after: String) {
    room(name: $room) {
      id
      members(search: $username, first: 100, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            role
            user {
              id
              username
              displayName
            }
          }
        }
      }
    }
  }
`);
