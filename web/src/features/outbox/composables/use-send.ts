import { useApollo } from '../../../shared/api/apollo.ts';
import { putConversationFirst } from '../../inbox/composables/use-inbox.ts';
import type { IncomingMessage } from '../../timeline/timeline.ts';
import { PostMessage, SendDirectMessage } from '../graphql/post.ts';
import type { OutboxItem } from '../outbox-item.ts';

/** Delivers messages to where they go. Rejects when one was not stored, or when it is not known whether it was. */
export function useSend(): (item: OutboxItem) => Promise<IncomingMessage> {
  const apollo = useApollo();

  return async ({ key, place, text, replyTo }) => {
    const content = { text, replyTo, idempotencyKey: key };
    if (place.kind === 'room') {
      const { data } = await apollo.mutate({
        mutation: PostMessage,
        variables: { input: { room: place.name, ...content } },
        fetchPolicy: 'no-cache',
      });
      if (!data) throw new Error('the server answered without a message');
      return data.postMessage.message;
    }
    const { data } = await apollo.mutate({
      mutation: SendDirectMessage,
      variables: { input: { to: place.username, ...content } },
      fetchPolicy: 'no-cache',
    });
    if (!data) throw new Error('the server answered without a message');
    const { conversation, ...message } = data.sendDirectMessage.message;
    if (conversation) putConversationFirst(apollo.cache, conversation);
    return message;
  };
}
