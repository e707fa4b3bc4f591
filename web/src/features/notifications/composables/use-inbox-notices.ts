import { useI18n } from 'vue-i18n';
import { fullNameOf } from '../../../shared/people.ts';
import { type NamedRoom, roomNameAt, roomNameOf } from '../../../shared/rooms.ts';
import { useToasts } from '../../../shared/ui/toasts.ts';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import { usePlaces } from '../../membership/composables/use-places.ts';
import { isSamePlace, routeTo } from '../../membership/places.ts';
import { useEnterRoom } from '../../room/composables/use-enter-room.ts';
import { useLevels } from '../../room/composables/use-levels.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { type InboxNotice, noticeOfEvent } from '../notices.ts';

/** Shows a notice for what arrives for the viewer, unless they are looking at it already. */
export function useInboxNotices(): void {
  const { t } = useI18n();
  const viewer = useViewer();
  const toasts = useToasts();
  const { attempt } = useAttempt();
  const { enter } = useEnterRoom();
  const { levelOf } = useLevels();
  const { current } = usePlaces();
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

  function tell({ place, message }: InboxNotice): void {
    if (!message || (current.value && isSamePlace(place, current.value))) return;
    const { author: name, text } = message;
    const told =
      place.kind === 'direct'
        ? t('direct.incoming', { name, text })
        : t('direct.mentioned', { name, room: roomNameAt(place.name), text });
    toasts.show({ kind: 'info', text: told, link: { to: routeTo(place), label: t('direct.open') } });
  }

  onEvent((event) => {
    if (event.__typename === 'InvitedToRoom') void tellInvitation(event.invitation, fullNameOf(event.by));
    const notice = noticeOfEvent(event, viewer.value.id, levelOf);
    if (notice) tell(notice);
  });
}
