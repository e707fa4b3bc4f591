import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const FoundMessage_Message = graphql(`
  fragment FoundMessage_Message on Message {
    __typename
    id
    text
    sentAt
    author {
      id
      username
      displayName
    }
    room {
      id
      name
      displayName
    }
    conversation {
      id
      peer {
        id
        username
        displayName
      }
    }
  }
`);

export type FoundMessage = ResultOf<typeof FoundMessage_Message>;

export const SearchMessages = graphql(
  `
    query SearchMessages($text: String!, $room: String, $conversation: String, $after: String) {
      searchMessages(text: $text, room: $room, conversation: $conversation, first: 20, after: $after) {
        edges {
          node {
            ...FoundMessage_Message
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [FoundMessage_Message],
);
