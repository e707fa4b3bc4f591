import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';
import {
  DirectMessageItem_Message,
  ReactionChips_Message,
  Timeline_DeletedMessage,
  Timeline_EditedMessage,
  Timeline_User,
} from '../../timeline/graphql/message.ts';
import { RoomsNav_Room } from './joined-rooms.ts';

/** A private conversation in the navigation. */
export const PeopleNav_Conversation = graphql(
  `
    fragment PeopleNav_Conversation on Conversation {
      __typename
      id
      peer {
        ...Timeline_User
        online
        lastSeenAt
      }
      unreadCount
      lastReadSeq
    }
  `,
  [Timeline_User],
);

export type NavConversation = ResultOf<typeof PeopleNav_Conversation>;

export const Conversations = graphql(
  `
    query Conversations($after: String) {
      conversations(first: 100, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...PeopleNav_Conversation
          }
        }
      }
    }
  `,
  [PeopleNav_Conversation],
);

/** What of the people in the navigation no event tells: whether they are there, and what they are called by now. */
export const PeerPresence_User = graphql(`
  fragment PeerPresence_User on User {
    __typename
    id
    username
    displayName
    online
    lastSeenAt
  }
`);

export const PeoplePresence = graphql(
  `
    query PeoplePresence($after: String) {
      conversations(first: 100, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            id
            peer {
              ...PeerPresence_User
            }
          }
        }
      }
    }
  `,
  [PeerPresence_User],
);

/**
 * Everything that concerns the viewer wherever they are: private messages, mentions, invitations, markers of their other devices.
 * `DirectMessageEdited` also tells of reactions; `editedAt` says whether the text was edited.
 */
export const InboxEvents = graphql(
  `
    subscription InboxEvents($after: Cursor) {
      inboxEvents(after: $after) {
        __typename
        cursor
        at
        ... on InboxOpened {
          resumed
          conversations {
            ...PeopleNav_Conversation
          }
        }
        ... on DirectMessagePosted {
          message {
            ...DirectMessageItem_Message
            conversation {
              ...PeopleNav_Conversation
            }
          }
        }
        ... on DirectMessageEdited {
          edited: message {
            ...Timeline_EditedMessage
            ...ReactionChips_Message
          }
        }
        ... on DirectMessageDeleted {
          deleted: message {
            ...Timeline_DeletedMessage
          }
        }
        ... on DeliveryChanged {
          messageId
          delivery
        }
        ... on Mentioned {
          mention: message {
            id
            seq
            text
            author {
              ...Timeline_User
            }
            room {
              ...RoomsNav_Room
            }
          }
        }
        ... on MentionEnded {
          mention: message {
            id
            room {
              ...RoomsNav_Room
            }
          }
        }
        ... on InvitedToRoom {
          invitation: room {
            ...RoomsNav_Room
          }
          by {
            ...Timeline_User
          }
        }
        ... on InvitationEnded {
          ended: room {
            id
          }
        }
        ... on ReadMarkerMoved {
          lastReadSeq
          readRoom {
            ...RoomsNav_Room
          }
          readConversation {
            ...PeopleNav_Conversation
          }
        }
        ... on DirectTypingChanged {
          user {
            ...Timeline_User
          }
          typing
        }
        ... on PersonRenamed {
          user {
            ...Timeline_User
          }
        }
      }
    }
  `,
  [
    PeopleNav_Conversation,
    RoomsNav_Room,
    DirectMessageItem_Message,
    Timeline_EditedMessage,
    ReactionChips_Message,
    Timeline_DeletedMessage,
    Timeline_User,
  ],
);

export type InboxEvent = ResultOf<typeof InboxEvents>['inboxEvents'];
