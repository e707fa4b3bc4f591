import { onScopeDispose, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { type DesktopNotice, showNotice } from '../../../shared/browser/desktop.ts';
import { fullNameOfUser } from '../../../shared/people.ts';
import { signedRoomName } from '../../../shared/rooms.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import { usePlaces } from '../../membership/composables/use-places.ts';
import { isSamePlace, routeTo } from '../../membership/places.ts';
import { useLevels } from '../../room/composables/use-levels.ts';
import { useViewer } from '../../session/composables/use-session.ts';
import { watchAttention } from '../attention.ts';
import { type InboxNotice, isOver, type MarkerMove, markerOf, noticeOfEvent, noticesOfRooms } from '../notices.ts';
import { usePermission } from './use-permission.ts';

/**
 * Tells the user through the desktop what is meant for them while they look at no tab of the page. A click opens the place. There is at most
 * one notification of a place, and none once it is looked at, here or on another device.
 */
export function useDesktopNotifications(): void {
  const { t } = useI18n();
  const router = useRouter();
  const viewer = useViewer();
  const inbox = useInbox();
  const { current } = usePlaces();
  const { levelOf } = useLevels();
  const permission = usePermission();
  const shown = new Map<DesktopNotice, InboxNotice>();
  let missed = false;

  const attention = watchAttention(() => {
    closeCurrent();
    if (missed) permission.offer();
    missed = false;
  });

  function closeCurrent(): void {
    for (const [notification, { place }] of shown)
      if (current.value && isSamePlace(place, current.value)) notification.close();
  }

  /** What was read on another device does not stay on this one's desktop. */
  function closeRead(marker: MarkerMove): void {
    for (const [notification, notice] of shown) if (isOver(notice, marker)) notification.close();
  }

  async function tell(notice: InboxNotice): Promise<void> {
    if (await attention.anywhere()) return;
    missed = true;
    if (permission.granted()) show(notice);
  }

  function show(notice: InboxNotice): void {
    const { place, tag, message, count } = notice;
    const where = place.kind === 'room' ? signedRoomName(place.name) : fullNameOfUser(place.name);
    const title = message && place.kind === 'room' ? `${message.author} · ${where}` : where;
    const body = message?.text ?? t('log.unseen', { n: count }, count);
    const notification = showNotice(title, { body, tag, icon: '/favicon.svg' });
    if (!notification) return;
    for (const [other, of] of shown) if (isSamePlace(of.place, place)) other.close();
    shown.set(notification, notice);
    notification.onclose = () => shown.delete(notification);
    notification.onclick = () => {
      window.focus();
      notification.close();
      void router.push(routeTo(place));
    };
  }

  inbox.onEvent((event) => {
    const notice = noticeOfEvent(event, viewer.value.id, levelOf);
    if (notice) void tell(notice);
    const marker = markerOf(event);
    if (marker) closeRead(marker);
  });
  watch(inbox.joinedRooms, (now, before) => {
    for (const notice of noticesOfRooms(before, now, levelOf)) void tell(notice);
  });
  watch(current, () => attention.here() && closeCurrent());
  onScopeDispose(() => {
    attention.dispose();
    for (const notification of shown.keys()) notification.close();
  });
}
