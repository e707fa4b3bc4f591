import { computed } from 'vue';
import { isSameName } from '../../../shared/name.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';

/** The viewer's invitation into a room, until they answer it. */
export function useInvitation(room: string) {
  const { invitations, invitationsKnown, decline } = useInbox();
  const invitation = computed(() => invitations.value.find(({ room: { name } }) => isSameName(name, room)) ?? null);

  return {
    invitation,
    /** Whether it is known that there is one, or none. */
    known: invitationsKnown,
    /** Rejects when the server can't be reached or refuses. */
    async decline(): Promise<void> {
      if (invitation.value) await decline(invitation.value);
    },
  };
}
