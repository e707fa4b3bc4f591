import { useI18n } from 'vue-i18n';
import { useApollo } from '../../../shared/api/apollo.ts';
import { nameOf } from '../../../shared/people.ts';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import type { Outbox } from '../../outbox/outbox.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { isOwnReaction } from '../../timeline/state/reactions.ts';
import { type TimelineMessage, withReaction } from '../../timeline/state/timeline.ts';
import type { TimelineUse } from '../../timeline/state/use-timeline.ts';
import { AddReaction, RemoveReaction } from '../graphql/reactions.ts';

export interface MessageActions {
  /** Edits and deletions take their turn behind what was written before: they wait for the network as messages do. */
  edit(message: TimelineMessage, text: string): void;
  remove(message: TimelineMessage): void;
  /** Adds the viewer's reaction, or takes it back if it is there. */
  react(message: TimelineMessage, emoji: string): Promise<void>;
}

/** What can be done to a message. Each is shown at once, and taken back if the server refuses: a reaction with a notice, else where it waits. */
export function useMessageActions({
  change,
  outbox,
}: Pick<TimelineUse, 'change'> & { outbox: Outbox }): MessageActions {
  const apollo = useApollo();
  const viewer = useViewer();
  const { attempt } = useAttempt();
  const { t } = useI18n();

  /** Each change says what shall be, so it may be asked for twice. */
  async function carryOut(about: string, show: () => () => void, request: () => Promise<unknown>): Promise<void> {
    await attempt(async () => {
      const undo = show();
      try {
        await request();
      } catch (error) {
        undo();
        throw error;
      }
    }, about);
  }

  return {
    edit: ({ id }, text) => outbox.change({ kind: 'edit', id }, text),
    remove: ({ id, text }) => outbox.change({ kind: 'delete', id }, text ?? ''),
    async react(message, emoji) {
      const added = !isOwnReaction(message.reactions, emoji);
      const { id, username, displayName } = viewer.value;
      const set = (to: boolean) =>
        change((timeline) =>
          withReaction(timeline, {
            messageId: message.id,
            emoji,
            user: { id, username, displayName },
            added: to,
            viewerId: id,
          }),
        );
      const variables = { input: { id: message.id, emoji } };
      const about = { emoji, name: nameOf(message.author) };
      await carryOut(
        t(added ? 'failed.react' : 'failed.unreact', about),
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
