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

export const Conversations = graphql(
  `
    query Conversations {
      conversations(first: 100) {
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

/** Who of the people in the navigation is there, and what they are called by now. Only that, so that an answer never takes back what an event said meanwhile. */
export const PeoplePresence = graphql(`
  query PeoplePresence {
    conversations(first: 100) {
      edges {
        node {
          id
          peer {
            id
            username
            displayName
            online
            lastSeenAt
          }
        }
      }
    }
  }
`);

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
        ... on ReadMarkerMoved {
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
