import { graphql, type ResultOf } from '../../../../shared/api/graphql.ts';

export const OpenLinks_Link = graphql(`
  fragment OpenLinks_Link on RoomInvitationLink {
    id
    createdAt
    used
    uses
    expiresAt
    by {
      id
      username
      displayName
    }
  }
`);

export type OpenLink = ResultOf<typeof OpenLinks_Link>;

/** Links into a room that work. */
export const RoomLinks = graphql(
  `
    query RoomLinks($room: String!) {
      room(name: $room) {
        id
        invitationLinks {
          ...OpenLinks_Link
        }
      }
    }
  `,
  [OpenLinks_Link],
);

export const CreateRoomLink = graphql(`
  mutation CreateRoomLink($input: CreateInvitationLinkInput!) {
    createInvitationLink(input: $input) {
      id
      url
    }
  }
`);

export const RevokeRoomLink = graphql(`
  mutation RevokeRoomLink($input: IdInput!) {
    revokeInvitationLink(input: $input)
  }
`);
