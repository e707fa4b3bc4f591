/** The operations of the load. */
export const ROOM_EVENTS = `subscription ($room: String!) {
  roomEvents(room: $room) { __typename cursor ... on MessagePosted { message { id seq text sentAt author { username } } } }
}`;

export const POST_MESSAGE =
  'mutation ($input: PostMessageInput!) { postMessage(input: $input) { message { id seq } } }';
