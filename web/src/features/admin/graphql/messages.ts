import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

export const MessagesSection_Message = graphql(`
  fragment MessagesSection_Message on Message {
    __typename
    id
    text
    sentAt
    editedAt
    deletedAt
    editedBy {
      id
      username
      displayName
    }
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
  }
`);

export type ListedMessage = ResultOf<typeof MessagesSection_Message>;

/** Messages of all rooms, never those of private conversations. */
export const AdminMessages = graphql(
  `
    query AdminMessages($search: String, $room: String, $author: String, $deleted: Boolean, $order: MessageOrder, $after: String) {
      allMessages(
        search: $search
        room: $room
        author: $author
        deleted: $deleted
        order: $order
        first: 50
        after: $after
      ) {
        edges {
          node {
            ...MessagesSection_Message
          }
        }
        pageInfo {
          hasNextPage
          endCursor
        }
      }
    }
  `,
  [MessagesSection_Message],
);

export const EditAnyMessage = graphql(
  `
    mutation EditAnyMessage($input: EditMessageInput!) {
      editMessage(input: $input) {
        message {
          ...MessagesSection_Message
        }
      }
    }
  `,
  [MessagesSection_Message],
);

export const DeleteAnyMessage = graphql(
  `
    mutation DeleteAnyMessage($input: MessageInput!) {
      deleteMessage(input: $input) {
        message {
          ...MessagesSection_Message
        }
      }
    }
  `,
  [MessagesSection_Message],
);
