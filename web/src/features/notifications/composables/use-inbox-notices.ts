import { useI18n } from 'vue-i18n';
import { useRoute } from 'vue-router';
import { isSameName } from '../../../shared/name.ts';
import { fullNameOf } from '../../../shared/people.ts';
import { type NamedRoom, roomNameOf } from '../../../shared/rooms.ts';
import { useToasts } from '../../../shared/ui/toasts.ts';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import { useInbox } from '../../inbox/composables/use-inbox.ts';
import type { InboxEvent } from '../../inbox/graphql/inbox.ts';
import { useEnterRoom } from '../../lobby/composables/use-enter-room.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { isRead } from '../notices.ts';
import { useLevels } from './use-levels.ts';

/** Shows a notice for what arrives for the viewer, unless they are looking at it already. */
export function useInboxNotices(): void {
  const { t } = useI18n();
  const route = useRoute();
  const viewer = useViewer();
  const toasts = useToasts();
  const { attempt } = useAttempt();
  const { enter } = useEnterRoom();
  const { levelOf } = useLevels();

  const isOpen = (page: 'room' | 'direct', name: string): boolean => {
    const shown = page === 'room' ? route.params.name : route.params.username;
    return route.name === page && typeof shown === 'string' && isSameName(shown, name);
  };

  const { onEvent, invitations, invitationsRead } = useInbox();

  /** Whoever answered on another device meanwhile is not asked again. */
  async function tellInvitation({ id, ...room }: NamedRoom & { id: string }, by: string): Promise<void> {
    await invitationsRead();
    if (!invitations.value.some((one) => one.room.id === id)) return;
    // Whoever is invited to a private room sees it once they joined.
    const name = roomNameOf(room);
    const run = () => void attempt(() => enter(room.name), t('failed.join', { name }));
    const text = t('direct.invited', { name: by, room: name });
    toasts.show({ kind: 'info', text, action: { label: t('room.join'), run } });
  }

  onEvent((event: InboxEvent) => {
    const label = t('direct.open');
    if (event.__typename === 'DirectMessagePosted') {
      const { author, text, seq, conversation } = event.message;
      const name = author.username;
      const isOwn = author.id === viewer.value.id;
      if (isOwn || text === null || isOpen('direct', name) || isRead(seq, conversation)) return;
      const to = { name: 'direct', params: { username: name } };
      toasts.show({
        kind: 'info',
        text: t('direct.incoming', { name: fullNameOf(author), text }),
        link: { to, label },
      });
    } else if (event.__typename === 'Mentioned') {
      const { room, author, text, seq } = event.mention;
      if (!room || text === null || isOpen('room', room.name) || levelOf(room.name) === 'none') return;
      if (isRead(seq, room.membership)) return;
      const to = { name: 'room', params: { name: room.name } };
      const notice = t('direct.mentioned', { name: fullNameOf(author), room: roomNameOf(room), text });
      toasts.show({ kind: 'info', text: notice, link: { to, label } });
    } else if (event.__typename === 'InvitedToRoom') {
      void tellInvitation(event.invitation, fullNameOf(event.by));
    }
  });
}
