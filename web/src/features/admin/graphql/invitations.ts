import { graphql } from '../../../shared/api/graphql.ts';

export const CreateInvitationLink = graphql(`
  mutation CreateInvitationLink($input: CreateInvitationLinkInput!) {
    createInvitationLink(input: $input) {
      id
      url
    }
  }
`);

export const RevokeInvitationLink = graphql(`
  mutation RevokeInvitationLink($input: IdInput!) {
    revokeInvitationLink(input: $input)
  }
`);
