import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const MembersPanel_Member = graphql(`
  fragment MembersPanel_Member on RoomMember {
    role
    user {
      __typename
      id
      username
      displayName
      online
    }
  }
`);

export type Member = ResultOf<typeof MembersPanel_Member>;

/** Members by role, those first who are online. */
export const MembersByPresence = graphql(
  `
    query MembersByPresence($room: String!, $search: String, $after: String) {
      room(name: $room) {
        id
        memberCount
        members(order: ROLE_AND_PRESENCE, search: $search, first: 100, after: $after) {
          edges {
            node {
              ...MembersPanel_Member
            }
          }
          pageInfo {
            hasNextPage
            endCursor
          }
        }
      }
    }
  `,
  [MembersPanel_Member],
);
