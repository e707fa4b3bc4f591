import { useApollo } from '../../../shared/api/apollo.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { AddReaction, DeleteMessage, EditMessage, RemoveReaction } from '../graphql/message.ts';
import { type Reaction, type TimelineMessage, withChange, withReaction } from '../timeline.ts';
import type { TimelineUse } from './use-timeline.ts';

export interface MessageActions {
  edit(message: TimelineMessage, text: string): Promise<void>;
  remove(message: TimelineMessage): Promise<void>;
  /** Adds the viewer's reaction, or takes it back if it is there. */
  react(message: TimelineMessage, emoji: string): Promise<void>;
}

/** What can be done to a message. Each is shown at once, and taken back with a notice if the server refuses. */
export function useMessageActions({ change }: Pick<TimelineUse, 'change'>): MessageActions {
  const apollo = useApollo();
  const viewer = useViewer();
  const { toastError } = useErrorText();

  async function attempt(request: Promise<unknown>, undo: () => void): Promise<void> {
    try {
      await request;
    } catch (error) {
      undo();
      toastError(error);
    }
  }

  /** Shows a change; returns how to restore the fields it touched. */
  function show(message: TimelineMessage, fields: Partial<TimelineMessage>): () => void {
    const { text, editedAt, deletedAt } = message;
    change((timeline) => withChange(timeline, message.id, () => fields));
    return () => change((timeline) => withChange(timeline, message.id, () => ({ text, editedAt, deletedAt })));
  }

  return {
    async edit(message, text) {
      const undo = show(message, { text, editedAt: new Date().toISOString() });
      const input = { id: message.id, text };
      await attempt(apollo.mutate({ mutation: EditMessage, variables: { input }, fetchPolicy: 'no-cache' }), undo);
    },
    async remove(message) {
      const undo = show(message, { text: null, deletedAt: new Date().toISOString() });
      const input = { id: message.id };
      await attempt(apollo.mutate({ mutation: DeleteMessage, variables: { input }, fetchPolicy: 'no-cache' }), undo);
    },
    async react(message, emoji) {
      const isOwn = (reaction: Reaction) => reaction.emoji === emoji && reaction.viewerReacted;
      const added = !message.reactions.some(isOwn);
      const set = (to: boolean) =>
        change((timeline) =>
          withReaction(timeline, {
            messageId: message.id,
            emoji,
            user: viewer.value,
            added: to,
            viewerId: viewer.value.id,
          }),
        );
      set(added);
      const input = { id: message.id, emoji };
      const request = added
        ? apollo.mutate({ mutation: AddReaction, variables: { input }, fetchPolicy: 'no-cache' })
        : apollo.mutate({ mutation: RemoveReaction, variables: { input }, fetchPolicy: 'no-cache' });
      await attempt(request, () => set(!added));
    },
  };
}
