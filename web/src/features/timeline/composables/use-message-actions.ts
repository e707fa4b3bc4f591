import { useApollo } from '../../../shared/api/apollo.ts';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { AddReaction, DeleteMessage, EditMessage, RemoveReaction } from '../graphql/message.ts';
import { isOwnReaction } from '../reactions.ts';
import { withDeletion, withEdit, withRevision } from '../revisions.ts';
import { type Timeline, type TimelineMessage, withReaction } from '../timeline.ts';
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
  const { attempt } = useAttempt();

  /** Each change says what shall be, so it may be asked for twice. */
  async function carryOut(show: () => () => void, request: () => Promise<unknown>): Promise<void> {
    await attempt(async () => {
      const undo = show();
      try {
        await request();
      } catch (error) {
        undo();
        throw error;
      }
    });
  }

  /** Shows a change of a message; returns how to take it back. */
  function show(message: TimelineMessage, apply: (timeline: Timeline) => Timeline): () => void {
    const { text, editedAt, deletedAt, reactions } = message;
    change(apply);
    return () => change((timeline) => withRevision(timeline, message.id, { text, editedAt, deletedAt, reactions }));
  }

  return {
    async edit(message, text) {
      const { id } = message;
      const editedAt = new Date().toISOString();
      const variables = { input: { id, text } };
      await carryOut(
        () => show(message, (timeline) => withEdit(timeline, { id, text, editedAt })),
        () => apollo.mutate({ mutation: EditMessage, variables, fetchPolicy: 'no-cache' }),
      );
    },
    async remove(message) {
      const { id } = message;
      const variables = { input: { id } };
      await carryOut(
        () => show(message, (timeline) => withDeletion(timeline, id, new Date().toISOString())),
        () => apollo.mutate({ mutation: DeleteMessage, variables, fetchPolicy: 'no-cache' }),
      );
    },
    async react(message, emoji) {
      const added = !isOwnReaction(message.reactions, emoji);
      const { id, username } = viewer.value;
      const set = (to: boolean) =>
        change((timeline) =>
          withReaction(timeline, {
            messageId: message.id,
            emoji,
            user: { id, username },
            added: to,
            viewerId: id,
          }),
        );
      const variables = { input: { id: message.id, emoji } };
      await carryOut(
        () => {
          set(added);
          return () => set(!added);
        },
        () =>
          added
            ? apollo.mutate({ mutation: AddReaction, variables, fetchPolicy: 'no-cache' })
            : apollo.mutate({ mutation: RemoveReaction, variables, fetchPolicy: 'no-cache' }),
      );
    },
  };
}
