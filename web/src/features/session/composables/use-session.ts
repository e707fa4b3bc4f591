import { type ComputedRef, computed, inject } from 'vue';
import type { Viewer } from '../graphql/session.ts';
import { type Session, sessionKey } from '../session.ts';

/** The session of the page. */
export function useSession(): Session {
  const session = inject(sessionKey);
  if (!session) throw new Error('no session was provided');
  return session;
}

/** Who was signed in last: what asks for the first time while the session ends has nobody else to ask. */
const lastViewers = new WeakMap<Session, Viewer>();

/** Who is signed in. Only for components that live within a session; while one ends, the last viewer stays. */
export function useViewer(): ComputedRef<Viewer> {
  const session = useSession();
  return computed(() => {
    const { value: state } = session.state;
    if (state.kind === 'signedIn') lastViewers.set(session, state.viewer);
    const viewer = lastViewers.get(session);
    if (!viewer) throw new Error('nobody is signed in');
    return viewer;
  });
}
