import { type ShallowRef, shallowRef } from 'vue';
import { ANEW, useApollo } from '../../../shared/api/apollo.ts';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';
import { wholeList } from '../../../shared/api/whole-list.ts';
import type { InboxEvent } from '../graphql/inbox.ts';
import { DeclineInvitation, Invitations, type NavInvitation } from '../graphql/invitations.ts';

export interface InvitationsUse {
  /** All that wait for an answer, newest first. */
  invitations: Readonly<ShallowRef<readonly NavInvitation[]>>;
  /** Resolves once what the last event told of was read. What was there stays where the server does not answer. */
  read(): Promise<void>;
  /** Whether the server has said which there are, or could not be asked. */
  known: Readonly<ShallowRef<boolean>>;
  /** Why they may be others by now: they could not be read. */
  missing: Readonly<ShallowRef<ErrorCode | null>>;
  /** Reads them anew. */
  refresh(): Promise<void>;
  /** Says no on all devices. Rejects when the server can't be reached or refuses. */
  decline(invitation: NavInvitation): Promise<void>;
  /** To be called with every event of the inbox. */
  onEvent(event: InboxEvent): void;
}

/** The viewer's invitations, live: those of another device's answers go, those that came while the page was closed are there. */
export function useInvitations(): InvitationsUse {
  const apollo = useApollo();
  const invitations = shallowRef<readonly NavInvitation[]>([]);
  const missing = shallowRef<ErrorCode | null>(null);
  const known = shallowRef(false);
  let turn = 0;
  /** The question whose answer is shown, or what was removed since. */
  let shown = 0;
  let reading = Promise.resolve();

  async function refresh(): Promise<void> {
    turn += 1;
    const own = turn;
    const read = wholeList<NavInvitation>(async (after) => {
      const variables = after === undefined ? {} : { after };
      const { data } = await apollo.query({ query: Invitations, variables, fetchPolicy: 'no-cache', context: ANEW });
      return data?.me?.invitations;
    });
    try {
      const found = await read;
      // The answer to a later question knows more.
      if (own <= shown) return;
      shown = own;
      invitations.value = found;
      missing.value = null;
    } catch (failure) {
      if (own > shown) missing.value = codeOf(failure);
    } finally {
      known.value = true;
    }
  }

  function remove(roomId: string): void {
    // What was asked before it went may have it still.
    shown = turn;
    invitations.value = invitations.value.filter(({ room }) => room.id !== roomId);
  }

  return {
    invitations,
    known,
    read: () => reading,
    missing,
    refresh,
    async decline({ room }) {
      await apollo
        .mutate({
          mutation: DeclineInvitation,
          variables: { input: { room: room.name } },
          fetchPolicy: 'no-cache',
        })
        .catch((error: unknown) => {
          // Answered on another device a moment ago: there is no such room for the viewer any more.
          if (codeOf(error) !== 'NOT_FOUND') throw error;
        });
      remove(room.id);
      void refresh();
    },
    onEvent(event) {
      if (event.__typename === 'InvitationEnded') remove(event.ended.id);
      const tells = event.__typename === 'InvitationEnded' || event.__typename === 'InvitedToRoom';
      if (tells || (event.__typename === 'InboxOpened' && !event.resumed)) reading = refresh();
    },
  };
}
