import { useI18n } from 'vue-i18n';
import { codeOf, type ErrorCode, isFault, isRetryable } from '../api/error-code.ts';
import { detailsOf } from '../api/error-details.ts';
import { useToasts } from './toasts.ts';

/** Says what went wrong in the user's language, and what to do next. */
export function useErrorText() {
  const { t, n } = useI18n();
  const toasts = useToasts();

  const textOf = (code: ErrorCode): string => `${t(`error.${code}.what`)} ${t(`error.${code}.next`)}`;

  /** The text of the error's code, and for how long to wait where the server says so. */
  function explain(error: unknown): string {
    const code = codeOf(error);
    const { retryAfterMs } = detailsOf(error);
    if (code !== 'RATE_LIMITED' || retryAfterMs === undefined) return textOf(code);
    const seconds = Math.max(1, Math.ceil(retryAfterMs / 1_000));
    return `${t('error.RATE_LIMITED.what')} ${t('app.waitAndTryAgain', { n: n(seconds) }, seconds)}`;
  }

  return {
    textOf,
    explain,
    /**
     * Shows what a failed request means. With `again`, and where that may do better than the first time, it can be tried again from there:
     * for what may be done twice without harm, and still means the same when it is.
     */
    toastError(error: unknown, again?: () => unknown): void {
      const code = codeOf(error);
      const action = again &&
        (isRetryable(code) || isFault(code)) && { action: { label: t('app.tryAgain'), run: () => void again() } };
      toasts.show({ kind: 'error', text: explain(error), ...action });
    },
  };
}
