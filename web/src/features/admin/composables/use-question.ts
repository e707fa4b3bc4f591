import { type Ref, ref, type ShallowRef, shallowRef } from 'vue';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';

export interface Question {
  title: string;
  text: string;
  /** What the button says that does it. */
  confirm: string;
  run(): Promise<unknown>;
}

export interface Questions {
  /** What is asked now; stays while the dialog closes. */
  question: Readonly<ShallowRef<Question | null>>;
  open: Ref<boolean>;
  busy: Readonly<Ref<boolean>>;
  error: Readonly<ShallowRef<ErrorCode | null>>;
  ask(question: Question): void;
  /** Does it; the dialog closes once it is done, and stays with the reason where it is refused. */
  confirm(): Promise<void>;
}

/** Asks before something is done to a row: for one `QuestionDialog`. */
export function useQuestion(): Questions {
  const question = shallowRef<Question | null>(null);
  const open = ref(false);
  const busy = ref(false);
  const error = shallowRef<ErrorCode | null>(null);
  return {
    question,
    open,
    busy,
    error,
    ask(next) {
      question.value = next;
      error.value = null;
      open.value = true;
    },
    async confirm() {
      if (busy.value) return;
      busy.value = true;
      try {
        await question.value?.run();
        open.value = false;
      } catch (failure) {
        error.value = codeOf(failure);
      } finally {
        busy.value = false;
      }
    },
  };
}
