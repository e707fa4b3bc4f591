import { graphql } from '../../../shared/api/graphql.ts';

/** The position of the last message in a room. */
export const NewestInRoom = graphql(`
  query NewestInRoom($room: String!) {
    place: room(name: $room) {
      id
      messages(last: 1) {
        edges {
          node {
            id
            seq
          }
        }
      }
    }
  }
`);

/** The position of the last message in the conversation with somebody. */
export const NewestInConversation = graphql(`
  query NewestInConversation($username: String!) {
    place: conversation(with: $username) {
      id
      messages(last: 1) {
        edges {
          node {
            id
            seq
          }
        }
      }
    }
  }
`);
