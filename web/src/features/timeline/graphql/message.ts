import { graphql } from '../../../shared/api/graphql.ts';

export const Timeline_User = graphql(`
  fragment Timeline_User on User {
    __typename
    id
    username
    displayName
    deletedAt
  }
`);

/** What never depends on who is looking: live events select no more than this, so the server runs them once for a whole room. */
export const Timeline_PostedMessage = graphql(
  `
    fragment Timeline_PostedMessage on Message {
      id
      seq
      author {
        ...Timeline_User
      }
      text
      idempotencyKey
      sentAt
      editedAt
      editedBy {
        ...Timeline_User
      }
      deletedAt
      replyTo {
        id
        seq
        author {
          ...Timeline_User
        }
        text
      }
    }
  `,
  [Timeline_User],
);

export const ReactionChips_Message = graphql(`
  fragment ReactionChips_Message on Message {
    reactions {
      emoji
      count
      viewerReacted
      users(first: 20) {
        id
        username
        displayName
      }
    }
  }
`);

export const MessageItem_Message = graphql(
  `
    fragment MessageItem_Message on Message {
      ...Timeline_PostedMessage
      ...ReactionChips_Message
    }
  `,
  [Timeline_PostedMessage, ReactionChips_Message],
);

/** A message of a private conversation. */
export const DirectMessageItem_Message = graphql(
  `
    fragment DirectMessageItem_Message on Message {
      ...MessageItem_Message
      delivery
    }
  `,
  [MessageItem_Message],
);

/** What an edit changes. */
export const Timeline_EditedMessage = graphql(
  `
    fragment Timeline_EditedMessage on Message {
      id
      text
      editedAt
      editedBy {
        ...Timeline_User
      }
    }
  `,
  [Timeline_User],
);

/** What a deletion changes. */
export const Timeline_DeletedMessage = graphql(`
  fragment Timeline_DeletedMessage on Message {
    id
    text
    deletedAt
  }
`);
