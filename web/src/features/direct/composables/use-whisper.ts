import { useApollo } from '../../../shared/api/apollo.ts';
import { newId } from '../../../shared/new-id.ts';
import { putConversationFirst } from '../../inbox/composables/use-inbox.ts';
import { SendDirectMessage, type SentDirectMessage } from '../../outbox/graphql/post.ts';

/**
 * Sends private messages outside of their conversation, as `/pm` does. Rejects when one was not stored; the same text to the same
 * user then goes out with the same key, in case it was stored and only the answer was lost.
 */
export function useWhisper(): (to: string, text: string) => Promise<SentDirectMessage> {
  const apollo = useApollo();
  let unanswered: { to: string; text: string; key: string } | null = null;

  return async (to, text) => {
    if (unanswered?.to !== to || unanswered.text !== text) unanswered = { to, text, key: newId() };
    const { data } = await apollo.mutate({
      mutation: SendDirectMessage,
      variables: { input: { to, text, idempotencyKey: unanswered.key } },
      fetchPolicy: 'no-cache',
    });
    unanswered = null;
    if (!data) throw new Error('the server answered without a message');
    const { message } = data.sendDirectMessage;
    if (message.conversation) putConversationFirst(apollo.cache, message.conversation);
    return message;
  };
}
