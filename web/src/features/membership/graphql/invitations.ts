import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';
import { Timeline_User } from '../../timeline/graphql/message.ts';

/** An invitation of the viewer in the navigation. */
export const InvitationsNav_Invitation = graphql(
  `
    fragment InvitationsNav_Invitation on Invitation {
      __typename
      at
      by {
        ...Timeline_User
      }
      room {
        __typename
        id
        name
        displayName
        visibility
      }
    }
  `,
  [Timeline_User],
);

export type NavInvitation = ResultOf<typeof InvitationsNav_Invitation>;

export const Invitations = graphql(
  `
    query Invitations($after: String) {
      me {
        id
        invitations(first: 100, after: $after) {
          pageInfo {
            hasNextPage
            endCursor
          }
          edges {
            node {
              ...InvitationsNav_Invitation
            }
          }
        }
      }
    }
  `,
  [InvitationsNav_Invitation],
);

export const DeclineInvitation = graphql(`
  mutation DeclineInvitation($input: RoomInput!) {
    declineInvitation(input: $input)
  }
`);
