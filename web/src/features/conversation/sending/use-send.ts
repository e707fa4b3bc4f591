import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf } from '../../../shared/api/error-code.ts';
import { putConversationFirst } from '../../membership/composables/use-inbox.ts';
import type { Outcome } from '../../outbox/composables/use-outbox.ts';
import { deliver } from '../../outbox/deliver.ts';
import type { Change, OutboxItem } from '../../outbox/outbox-item.ts';
import type { Revised } from '../../timeline/state/revisions.ts';
import type { IncomingMessage } from '../../timeline/state/timeline.ts';
import { DeleteMessage, EditMessage } from '../graphql/change.ts';
import { PostMessage, SendDirectMessage } from '../graphql/post.ts';

/** Delivers messages to where they go, and what is changed of them. Rejects when it was not stored, or when it is not known whether it was. */
export function useSend(): (item: OutboxItem) => Promise<Outcome> {
  const apollo = useApollo();

  async function revise({ kind, id }: Change, text: string): Promise<Revised> {
    const options = { fetchPolicy: 'no-cache' } as const;
    const { data } =
      kind === 'edit'
        ? await apollo.mutate({ mutation: EditMessage, variables: { input: { id, text } }, ...options })
        : await apollo.mutate({ mutation: DeleteMessage, variables: { input: { id } }, ...options });
    if (!data) throw new Error('the server answered without a message');
    return 'editMessage' in data ? data.editMessage.message : data.deleteMessage.message;
  }

  async function post({ key, place, replyTo }: OutboxItem, text: string): Promise<IncomingMessage> {
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
  }

  return (item) => deliver(item, { post, revise, codeOf });
}
