import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';
import { PeopleNav_Conversation } from '../../membership/graphql/inbox.ts';
import { DirectMessageItem_Message, Timeline_PostedMessage } from '../../timeline/graphql/message.ts';

export const PostMessage = graphql(
  `
    mutation PostMessage($input: PostMessageInput!) {
      postMessage(input: $input) {
        message {
          ...Timeline_PostedMessage
        }
      }
    }
  `,
  [Timeline_PostedMessage],
);

export const SendDirectMessage = graphql(
  `
    mutation SendDirectMessage($input: SendDirectMessageInput!) {
      sendDirectMessage(input: $input) {
        message {
          ...DirectMessageItem_Message
          conversation {
            ...PeopleNav_Conversation
          }
        }
      }
    }
  `,
  [DirectMessageItem_Message, PeopleNav_Conversation],
);

export type SentDirectMessage = ResultOf<typeof SendDirectMessage>['sendDirectMessage']['message'];
