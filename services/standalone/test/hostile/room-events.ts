/** What a moderator follows a room with. A member may ask for the same. */
export const ROOM_WITH_BANS = `subscription ($room: String!) { roomEvents(room: $room) { __typename
  ... on MessagePosted { message { seq text author { username } } }
  ... on RoomUpdated { room { topic bans(first: 3) { edges { node { reason } } } } } } }`;
