import { graphql } from '../../../shared/api/graphql.ts';

export const AddReaction = graphql(`
  mutation AddReaction($input: ReactionInput!) {
    addReaction(input: $input) {
      message {
        id
      }
    }
  }
`);

export const RemoveReaction = graphql(`
  mutation RemoveReaction($input: ReactionInput!) {
    removeReaction(input: $input) {
      message {
        id
      }
    }
  }
`);
