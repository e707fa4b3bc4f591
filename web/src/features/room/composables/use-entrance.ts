import { computed } from 'vue';
import { fullNameOf } from '../../../shared/people.ts';
import { useAttempt } from '../../../shared/ui/use-attempt.ts';
import type { ViewerMembership } from '../graphql/room.ts';
import { useInvitation } from './use-invitation.ts';
import { useMembership } from './use-membership.ts';

export interface EntranceUse {
  /** Called with what the answer to joining says. */
  onJoined(membership: ViewerMembership | null): void;
  /** Called when the viewer has declined. */
  onDeclined(): void;
}

/**
 * The way into a room for whoever is no member: joining it, or declining an invitation into it.
 * A toast tells what fails.
 */
export function useEntrance(room: string, { onJoined, onDeclined }: EntranceUse) {
  const { join } = useMembership();
  const { invitation, known, decline } = useInvitation(room);
  const { attempt, busy } = useAttempt();

  return {
    invitation,
    /** The name of whoever invited the viewer; null where nobody has. */
    inviter: computed(() => (invitation.value ? fullNameOf(invitation.value.by) : null)),
    /** Whether it is known that there is an invitation, or none. */
    known,
    /** The server is being asked. */
    busy,
    enter: () => attempt(async () => onJoined((await join(room)).membership)),
    refuse: () =>
      attempt(async () => {
        await decline();
        onDeclined();
      }),
  };
}
