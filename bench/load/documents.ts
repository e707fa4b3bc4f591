/** The operations of the load. */
export const ROOM_EVENTS = `subscription ($room: String!) {
  roomEvents(room: $room) { __typename cursor ... on MessagePosted { message { id seq text sentAt author { username } } } }
}`;

export const RESUMABLE_ROOM_EVENTS = `subscription ($room: String!, $after: Cursor) {
  roomEvents(room: $room, after: $after) {
    __typename cursor
    ... on RoomOpened { resumed }
    ... on MessagePosted { message { id seq text sentAt author { username } } }
  }
}`;

export const RESUMABLE_INBOX_EVENTS = `subscription ($after: Cursor) {
  inboxEvents(after: $after) { __typename cursor ... on InboxOpened { resumed } }
}`;

/** Shows what a client shows of a room that somebody enters. */
export const ENTER_ROOM = `subscription ($room: String!) {
  roomEvents(room: $room) {
    __typename cursor at
    ... on RoomOpened {
      resumed
      room { id name topic visibility posting onlineCount membership { role lastReadSeq } }
      online(first: 200) { id username displayName }
      messages {
        id seq text sentAt editedAt deletedAt
        author { id username displayName }
        replyTo { id text }
        reactions { emoji count viewerReacted }
      }
    }
    ... on MessagePosted { message { id seq text sentAt author { id username displayName } } }
  }
}`;

export const POST_MESSAGE =
  'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id seq } } }';

export const HISTORY_PAGE = `query ($room: String!, $before: String!) {
  room(name: $room) {
    messages(last: 50, before: $before) {
      edges { cursor node {
        id seq text sentAt editedAt deletedAt
        author { id username displayName }
        replyTo { id text }
        reactions { emoji count viewerReacted }
      } }
      pageInfo { hasPreviousPage startCursor }
    }
  }
}`;

export const LOBBY_PAGE = `query {
  rooms(first: 50) {
    edges { node { id name topic visibility memberCount onlineCount membership { role unreadCount mentionCount } } }
    pageInfo { hasNextPage endCursor }
  }
}`;

export const ONLINE_IN_ROOM = `query ($room: String!) {
  room(name: $room) { id onlineCount online(first: 100) { id username displayName } }
}`;

export const REACT = 'mutation ($input: ReactionInput!) { addReaction(input: $input) { message { id } } }';

export const EDIT_MESSAGE = 'mutation ($input: EditMessageInput!) { editMessage(input: $input) { message { id } } }';

export const DIRECT_MESSAGE =
  'mutation ($input: SendDirectMessageInput!) { sendDirectMessage(input: $input) { message { id } } }';
