import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';
import { Timeline_User } from '../../timeline/graphql/message.ts';

/** A message in the navigation that mentions the viewer. */
export const MentionsNav_Message = graphql(
  `
    fragment MentionsNav_Message on Message {
      __typename
      id
      seq
      text
      sentAt
      author {
        ...Timeline_User
      }
      room {
        id
        name
        displayName
      }
    }
  `,
  [Timeline_User],
);

export type NavMention = ResultOf<typeof MentionsNav_Message>;

/** Unread ones, newest first. */
export const Mentions = graphql(
  `
    query Mentions($first: Int!, $after: String) {
      mentions(first: $first, after: $after) {
        pageInfo {
          hasNextPage
          endCursor
        }
        edges {
          node {
            ...MentionsNav_Message
          }
        }
      }
    }
  `,
  [MentionsNav_Message],
);
