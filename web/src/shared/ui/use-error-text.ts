import { useI18n } from 'vue-i18n';
import { codeOf, type ErrorCode, isFault, isRetryable } from '../api/error-code.ts';
import { detailsOf } from '../api/error-details.ts';
import { useToasts } from './toasts.ts';

export interface FailureUse {
  /** A sentence that says what was not done, to whom: a toast stands far from what it is about. */
  about?: string | undefined;
  /**
   * Does it once more, which is offered where that may do better: for what may be done twice without harm, and still means the same when it is.
   */
  again?: () => unknown;
}

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
    /** Shows what a failed request means. */
    toastError(error: unknown, { about, again }: FailureUse = {}): void {
      const code = codeOf(error);
      const action = again &&
        (isRetryable(code) || isFault(code)) && { action: { label: t('app.tryAgain'), run: () => void again() } };
      toasts.show({ kind: 'error', text: about ? `${about} ${explain(error)}` : explain(error), ...action });
    },
  };
}
