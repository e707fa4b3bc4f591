import { createApp } from 'vue';
import { forgetDrafts } from '../features/composer/drafts.ts';
import { forgetOutbox } from '../features/outbox/store/indexed-db.ts';
import { createSession, sessionKey } from '../features/session/session.ts';
import { apolloKey, createApollo } from '../shared/api/apollo.ts';
import { leaveKeysToInputMethods } from '../shared/input-method.ts';
import { forgetKept } from '../shared/kept.ts';
import { createToasts, toastsKey } from '../shared/ui/toasts.ts';
import App from './App.vue';
import { createConfabI18n } from './i18n.ts';
import { createAppRouter } from './router.ts';
import './styles/main.css';

const apollo = createApollo((options) => session.accessToken(options));
const session = createSession({
  apollo: () => apollo,
  async forget(user) {
    forgetDrafts(user);
    await forgetOutbox(user);
  },
  forgetShown: forgetKept,
});

async function start(): Promise<void> {
  const i18n = await createConfabI18n();
  createApp(App)
    .use(createAppRouter(session))
    .use(i18n)
    .provide(apolloKey, apollo)
    .provide(sessionKey, session)
    .provide(toastsKey, createToasts())
    .mount('#app');
}

leaveKeysToInputMethods(window);
void start();
