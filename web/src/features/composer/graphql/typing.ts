import { graphql } from '../../../shared/api/graphql.ts';

export const SetTyping = graphql(`
  mutation SetTyping($input: SetTypingInput!) {
    setTyping(input: $input)
  }
`);
