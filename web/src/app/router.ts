import { createRouter, createWebHistory, type Router } from 'vue-router';
import type { Session } from '../features/session/session.ts';
import AppShell from './AppShell.vue';

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to those who are not signed in. */
    open?: true;
  }
}

/** The addresses of the client. Whoever is not signed in is led to `/login`, and back afterwards. */
export function createAppRouter(session: Session): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/login', name: 'login', component: () => import('../pages/LoginPage.vue'), meta: { open: true } },
      {
        path: '/',
        component: AppShell,
        children: [
          { path: '', name: 'lobby', component: () => import('../pages/LobbyPage.vue') },
          { path: 'rooms/:name', name: 'room', component: () => import('../pages/RoomPage.vue'), props: true },
          { path: 'direct/:username', name: 'direct', component: () => import('../pages/DirectPage.vue'), props: true },
          { path: 'admin', name: 'admin', component: () => import('../pages/AdminPage.vue') },
          { path: ':rest(.*)*', name: 'notFound', component: () => import('../pages/NotFoundPage.vue') },
        ],
      },
    ],
  });

  router.beforeEach(async (to) => {
    await session.restore();
    const signedIn = session.state.value.kind === 'signedIn';
    if (!signedIn && !to.meta.open) return { name: 'login', query: to.fullPath === '/' ? {} : { next: to.fullPath } };
    if (signedIn && to.name === 'login') return { name: 'lobby' };
    return true;
  });
  return router;
}
