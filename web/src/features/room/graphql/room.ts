import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';
import {
  MessageItem_Message,
  Timeline_DeletedMessage,
  Timeline_EditedMessage,
  Timeline_PostedMessage,
  Timeline_User,
} from '../../timeline/graphql/message.ts';

export const HereNow_User = graphql(`
  fragment HereNow_User on User {
    __typename
    id
    username
    displayName
  }
`);

export type PersonHere = ResultOf<typeof HereNow_User>;

/** What a room shows of itself, but for the viewer's place in it. */
export const RoomHeader_Room = graphql(`
  fragment RoomHeader_Room on Room {
    __typename
    id
    name
    displayName
    topic
    visibility
    posting
    archivedAt
    archivedBy {
      id
      username
      displayName
    }
  }
`);

export type RoomInfo = ResultOf<typeof RoomHeader_Room>;

export const RoomView_Membership = graphql(`
  fragment RoomView_Membership on Membership {
    role
  }
`);

export type ViewerMembership = ResultOf<typeof RoomView_Membership>;

/** The live room. */
export const RoomEvents = graphql(
  `
    subscription RoomEvents($room: String!, $after: Cursor) {
      roomEvents(room: $room, after: $after) {
        __typename
        cursor
        at
        ... on RoomOpened {
          resumed
          room {
            ...RoomHeader_Room
            onlineCount
            memberCount
            membership {
              id
              ...RoomView_Membership
              lastReadSeq
              firstUnreadSeq
            }
          }
          online(first: 200) {
            ...HereNow_User
          }
          messages {
            ...MessageItem_Message
          }
        }
        ... on MessagePosted {
          message {
            ...Timeline_PostedMessage
          }
        }
        ... on MessageEdited {
          edited: message {
            ...Timeline_EditedMessage
          }
        }
        ... on MessageDeleted {
          deleted: message {
            ...Timeline_DeletedMessage
          }
        }
        ... on ReactionAdded {
          messageId
          emoji
          user {
            ...Timeline_User
          }
        }
        ... on ReactionRemoved {
          messageId
          emoji
          user {
            ...Timeline_User
          }
        }
        ... on MemberJoined {
          user {
            ...Timeline_User
          }
        }
        ... on MemberLeft {
          user {
            ...Timeline_User
          }
          leaveReason
          removedBy {
            ...Timeline_User
          }
        }
        ... on RoomUpdated {
          updatedRoom: room {
            ...RoomHeader_Room
          }
        }
        ... on RoomClosed {
          closeReason
        }
        ... on UserOnline {
          user {
            ...Timeline_User
          }
          onlineCount
        }
        ... on UserOffline {
          user {
            ...Timeline_User
          }
          onlineCount
        }
        ... on UserRenamed {
          user {
            ...Timeline_User
          }
        }
        ... on OnlineCountChanged {
          onlineCount
        }
        ... on TypingChanged {
          users {
            ...Timeline_User
          }
        }
      }
    }
  `,
  [
    RoomHeader_Room,
    RoomView_Membership,
    HereNow_User,
    MessageItem_Message,
    Timeline_PostedMessage,
    Timeline_EditedMessage,
    Timeline_DeletedMessage,
    Timeline_User,
  ],
);

export type RoomEvent = ResultOf<typeof RoomEvents>['roomEvents'];

/** One page of history; the newest one without arguments. */
export const RoomHistory = graphql(
  `
    query RoomHistory($room: String!, $first: Int, $after: String, $last: Int, $before: String, $around: ID) {
      room(name: $room) {
        id
        messages(first: $first, after: $after, last: $last, before: $before, around: $around) {
          pageInfo {
            hasPreviousPage
            hasNextPage
          }
          edges {
            node {
              ...MessageItem_Message
            }
          }
        }
      }
    }
  `,
  [MessageItem_Message],
);

/** What no event carries: the viewer's place in the room, since events are the same for everybody, and how many its members are. */
export const RoomMembership = graphql(
  `
    query RoomMembership($room: String!) {
      room(name: $room) {
        id
        memberCount
        membership {
          id
          ...RoomView_Membership
        }
      }
    }
  `,
  [RoomView_Membership],
);

/** Where the viewer is mentioned first in what they have not read. */
export const FirstMention = graphql(`
  query FirstMention($room: String!) {
    room(name: $room) {
      id
      membership {
        id
        firstUnreadMentionSeq
      }
    }
  }
`);

export const JoinRoom = graphql(
  `
    mutation JoinRoom($input: RoomInput!) {
      joinRoom(input: $input) {
        room {
          ...RoomHeader_Room
          membership {
            id
            ...RoomView_Membership
          }
        }
      }
    }
  `,
  [RoomHeader_Room, RoomView_Membership],
);

export const LeaveRoom = graphql(`
  mutation LeaveRoom($input: RoomInput!) {
    leaveRoom(input: $input) {
      room {
        id
      }
    }
  }
`);
