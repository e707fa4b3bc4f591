import { createApp } from 'vue';
import { createSession, sessionKey } from '../features/session/session.ts';
import { apolloKey, createApollo } from '../shared/api/apollo.ts';
import { leaveKeysToInputMethods } from '../shared/input-method.ts';
import { createConfabI18n } from '../shared/locales/i18n.ts';
import { createToasts, toastsKey } from '../shared/ui/toasts.ts';
import App from './App.vue';
import { forgetShown, forgetTyped, forgetWhatIsLeft } from './forgetting.ts';
import { createAppRouter } from './router.ts';
import './styles/main.css';

const apollo = createApollo((options) => session.accessToken(options));
const session = createSession({
  apollo: () => apollo,
  forget: forgetTyped,
  forgetShown,
});

async function start(): Promise<void> {
  const [i18n] = await Promise.all([createConfabI18n(), forgetWhatIsLeft()]);
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
