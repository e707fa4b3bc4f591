import { createRouter, createWebHistory, type Router } from 'vue-router';
import type { Session } from '../features/session/session.ts';
import DirectPage from '../pages/DirectPage.vue';
import LobbyPage from '../pages/LobbyPage.vue';
import RoomPage from '../pages/RoomPage.vue';
import AppShell from './AppShell.vue';

declare module 'vue-router' {
  interface RouteMeta {
    /** Open to those who are not signed in. */
    open?: true;
  }
}

/**
 * The addresses of the client. Whoever is not signed in is led to `/login`, and back afterwards. The pages of the chat are loaded with the
 * client, so that one can move between them while the server is away; the others when they are shown.
 */
export function createAppRouter(session: Session): Router {
  const router = createRouter({
    history: createWebHistory(),
    routes: [
      { path: '/login', name: 'login', component: () => import('../pages/LoginPage.vue'), meta: { open: true } },
      {
        path: '/reset/:token',
        name: 'reset',
        component: () => import('../pages/ResetPage.vue'),
        props: true,
        meta: { open: true },
      },
      {
        path: '/invite/:token',
        name: 'invite',
        component: () => import('../pages/InvitePage.vue'),
        props: true,
        meta: { open: true },
      },
      {
        path: '/',
        component: AppShell,
        children: [
          { path: '', name: 'lobby', component: LobbyPage },
          { path: 'rooms/:name', name: 'room', component: RoomPage, props: true },
          { path: 'direct/:username', name: 'direct', component: DirectPage, props: true },
          { path: 'settings', name: 'settings', component: () => import('../pages/SettingsPage.vue') },
          {
            path: 'admin',
            name: 'admin',
            component: () => import('./AdminTexts.vue'),
            redirect: { name: 'admin-users' },
            children: [
              {
                path: 'users',
                name: 'admin-users',
                component: () => import('../features/admin/components/UsersSection.vue'),
              },
              {
                path: 'rooms',
                name: 'admin-rooms',
                component: () => import('../features/admin/components/RoomsSection.vue'),
              },
              {
                path: 'messages',
                name: 'admin-messages',
                component: () => import('../features/admin/components/MessagesSection.vue'),
              },
              {
                path: 'events',
                name: 'admin-events',
                component: () => import('../features/admin/components/EventsSection.vue'),
              },
              {
                path: 'events/:stream',
                name: 'admin-stream',
                component: () => import('../features/admin/components/StreamSection.vue'),
                props: true,
              },
              {
                path: 'health',
                name: 'admin-health',
                component: () => import('../features/admin/components/HealthSection.vue'),
              },
            ],
          },
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
