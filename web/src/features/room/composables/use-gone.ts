import { computed, watch } from 'vue';
import { useI18n } from 'vue-i18n';
import { isSameName } from '../../../shared/name.ts';
import { roomNameAt } from '../../../shared/rooms.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import type { useEntrance } from './use-entrance.ts';
import type { useRoom } from './use-room.ts';

export interface GoneUse extends Pick<ReturnType<typeof useRoom>, 'gone' | 'reopen'> {
  entrance: Pick<ReturnType<typeof useEntrance>, 'invitation' | 'inviter'>;
}

/**
 * Tells why a room is not shown, and what the viewer can do about it.
 * Opens the room again when they are invited, or let back in.
 */
export function useGone(name: string, { gone, reopen, entrance: { invitation, inviter } }: GoneUse) {
  const { t } = useI18n();
  const { textOf } = useErrorText();
  const { joinedRooms } = useInbox();

  /** Why the room closed; a ban is known also to whoever opens it afterwards. */
  const closedFor = computed(() => {
    if (gone.value?.kind === 'closed') return gone.value.reason;
    return gone.value?.details.roomBan ? 'BANNED' : undefined;
  });
  /** Somebody who was invited sees no more of a private room than that it is there. */
  const mayJoin = computed(
    () => gone.value?.kind === 'refused' && gone.value.code === 'FORBIDDEN' && closedFor.value !== 'BANNED',
  );
  /** Whoever is banned or looks for a deleted room gets the same answer again. */
  const mayReopen = computed(() => closedFor.value !== 'BANNED' && closedFor.value !== 'DELETED');

  const text = computed(() => {
    if (closedFor.value) return t(`room.closed.${closedFor.value}`);
    if (mayJoin.value && inviter.value) return t('room.invited', { name: inviter.value, room: roomNameAt(name) });
    if (mayJoin.value) return t('room.notMember', { name: roomNameAt(name) });
    const code = gone.value?.kind === 'refused' ? gone.value.code : 'NOT_FOUND';
    return code === 'NOT_FOUND' || code === 'BAD_USER_INPUT' ? t('room.notFound', { name }) : textOf(code);
  });

  // Whoever is invited while the page says that they can't come in can come in now.
  watch(invitation, (invited) => invited && gone.value && mayReopen.value && !mayJoin.value && reopen());
  watch(
    () => joinedRooms.value.some((room) => isSameName(room.name, name)),
    (joined) => joined && gone.value && reopen(),
  );

  return { text, mayJoin, mayReopen };
}
