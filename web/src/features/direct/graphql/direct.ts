import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';
import { DirectMessageItem_Message } from '../../timeline/graphql/message.ts';

export const DirectHeader_User = graphql(`
  fragment DirectHeader_User on User {
    __typename
    id
    username
    displayName
    online
    lastSeenAt
  }
`);

/** The peer as they are now; of their coming and going no event tells. */
export const DirectPeer = graphql(
  `
    query DirectPeer($username: String!) {
      user(username: $username) {
        ...DirectHeader_User
      }
    }
  `,
  [DirectHeader_User],
);

export type Peer = ResultOf<typeof DirectHeader_User>;

/**
 * The peer, and one page of what was written with them; no conversation before the first message. Where what is unread begins is asked only
 * to open it.
 */
export const DirectHistory = graphql(
  `
    query DirectHistory(
      $username: String!
      $opening: Boolean!
      $first: Int
      $after: String
      $last: Int
      $before: String
      $around: ID
    ) {
      user(username: $username) {
        ...DirectHeader_User
      }
      conversation(with: $username) {
        id
        firstUnreadSeq @include(if: $opening)
        messages(first: $first, after: $after, last: $last, before: $before, around: $around) {
          pageInfo {
            hasPreviousPage
            hasNextPage
          }
          edges {
            node {
              ...DirectMessageItem_Message
            }
          }
        }
      }
    }
  `,
  [DirectHeader_User, DirectMessageItem_Message],
);

/** How far messages have come. */
export const DirectDeliveries = graphql(`
  query DirectDeliveries($username: String!, $after: String) {
    conversation(with: $username) {
      id
      messages(first: 100, after: $after) {
        edges {
          node {
            id
            seq
            delivery
          }
        }
      }
    }
  }
`);
