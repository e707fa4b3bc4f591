import { onScopeDispose } from 'vue';
import { useI18n } from 'vue-i18n';
import { useRouter } from 'vue-router';
import { useToasts } from '../shared/ui/toasts.ts';

/**
 * Says that a part of the app can't be loaded, whichever it is, and offers to reload the page: after the server was upgraded the old files are
 * gone, and without a network there are none (https://vite.dev/guide/build#load-error-handling).
 */
export function useMissingParts(): void {
  const { t } = useI18n();
  const toasts = useToasts();
  const router = useRouter();
  /** The page that could not be shown; the new client has it. */
  let wanted: string | null = null;

  function reload(): void {
    if (wanted === null) location.reload();
    else location.assign(wanted);
  }

  function say(): void {
    const text = t('app.partMissing');
    if (toasts.list.value.some((toast) => toast.text === text)) return;
    toasts.show({ kind: 'error', text, stays: true, action: { label: t('app.reload'), run: reload } });
  }

  window.addEventListener('vite:preloadError', say);
  const forget = router.onError((_error, { fullPath }) => {
    wanted = fullPath;
  });
  // Whoever got elsewhere since stays there.
  const arrive = router.afterEach((_to, _from, failure) => {
    if (!failure) wanted = null;
  });
  onScopeDispose(() => {
    window.removeEventListener('vite:preloadError', say);
    forget();
    arrive();
  });
}
