import { computed } from 'vue';
import { isSameName } from '../../../shared/name.ts';
import { useInbox } from '../../inbox/composables/use-inbox.ts';

/** The viewer's invitation into a room, until they answer it. */
export function useInvitation(room: string) {
  const { invitations, decline } = useInbox();
  const invitation = computed(() => invitations.value.find(({ room: { name } }) => isSameName(name, room)) ?? null);

  return {
    invitation,
    /** Rejects when the server can't be reached or refuses. */
    async decline(): Promise<void> {
      if (invitation.value) await decline(invitation.value);
    },
  };
}
