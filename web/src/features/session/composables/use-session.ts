import { type ComputedRef, computed, inject } from 'vue';
import type { Viewer } from '../graphql/session.ts';
import { type Session, sessionKey } from '../session.ts';

/** The session of the page. */
export function useSession(): Session {
  const session = inject(sessionKey);
  if (!session) throw new Error('no session was provided');
  return session;
}

/** Who is signed in. Only for components that live within a session; while one ends, the last viewer stays. */
export function useViewer(): ComputedRef<Viewer> {
  const session = useSession();
  let last: Viewer | null = null;
  return computed(() => {
    if (session.state.value.kind === 'signedIn') last = session.state.value.viewer;
    if (!last) throw new Error('nobody is signed in');
    return last;
  });
}
