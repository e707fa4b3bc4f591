import { graphql } from '../../../shared/api/graphql.ts';
import { Timeline_DeletedMessage, Timeline_EditedMessage } from '../../timeline/graphql/message.ts';

export const EditMessage = graphql(
  `
    mutation EditMessage($input: EditMessageInput!) {
      editMessage(input: $input) {
        message {
          ...Timeline_EditedMessage
        }
      }
    }
  `,
  [Timeline_EditedMessage],
);

export const DeleteMessage = graphql(
  `
    mutation DeleteMessage($input: MessageInput!) {
      deleteMessage(input: $input) {
        message {
          ...Timeline_DeletedMessage
        }
      }
    }
  `,
  [Timeline_DeletedMessage],
);
