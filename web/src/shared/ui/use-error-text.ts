import { useI18n } from 'vue-i18n';
import { codeOf, type ErrorCode } from '../api/error-code.ts';
import { useToasts } from './toasts.ts';

/** Says what went wrong in the user's language, and what to do next. */
export function useErrorText() {
  const { t } = useI18n();
  const toasts = useToasts();
  const textOf = (code: ErrorCode): string => t(`error.${code}`);
  return {
    textOf,
    /** Shows what a failed request means. */
    toastError(error: unknown): void {
      toasts.show({ kind: 'error', text: textOf(codeOf(error)) });
    },
  };
}
