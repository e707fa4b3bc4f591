import { graphql, type ResultOf } from '../../../../shared/api/graphql.ts';

export const MemberList_Member = graphql(`
  fragment MemberList_Member on RoomMember {
    role
    joinedAt
    user {
      id
      username
      displayName
    }
  }
`);

export type ListedMember = ResultOf<typeof MemberList_Member>;

export const RoomMembers = graphql(
  `
    query RoomMembers($room: String!, $search: String, $after: String) {
      room(name: $room) {
        id
        members(search: $search, first: 50, after: $after) {
          edges {
            node {
              ...MemberList_Member
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
  [MemberList_Member],
);

export const BanList_Ban = graphql(`
  fragment BanList_Ban on RoomBan {
    at
    reason
    user {
      id
      username
      displayName
    }
    by {
      id
      username
      displayName
    }
  }
`);

export type ListedBan = ResultOf<typeof BanList_Ban>;

export const RoomBans = graphql(
  `
    query RoomBans($room: String!, $after: String) {
      room(name: $room) {
        id
        bans(first: 50, after: $after) {
          edges {
            node {
              ...BanList_Ban
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
  [BanList_Ban],
);

export const InvitationList_Invitation = graphql(`
  fragment InvitationList_Invitation on RoomInvitation {
    at
    user {
      id
      username
      displayName
    }
    by {
      id
      username
      displayName
    }
  }
`);

export type Invitation = ResultOf<typeof InvitationList_Invitation>;

export const RoomInvitations = graphql(
  `
    query RoomInvitations($room: String!, $after: String) {
      room(name: $room) {
        id
        invitations(first: 50, after: $after) {
          edges {
            node {
              ...InvitationList_Invitation
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
  [InvitationList_Invitation],
);

/** People whose name or display name matches what is typed. */
export const UserMatches = graphql(`
  query UserMatches($search: String!) {
    users(search: $search, first: 8) {
      edges {
        node {
          id
          username
          displayName
        }
      }
    }
  }
`);
