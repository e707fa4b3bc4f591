import { reactive } from 'vue';
import { detailsOf } from '../api/error-details.ts';
import { useErrorText } from './use-error-text.ts';

/**
 * What is wrong with a form, in sentences: each error under the name of its field, for the `FormField` to show, and under `form` what is wrong with none
 * of them. `texts` says of each field what the server means when it refuses it.
 */
export function useFormErrors<Field extends string>(texts: Readonly<Record<Field, () => string>>) {
  const { explain } = useErrorText();
  const fields = Object.keys(texts) as Field[];
  const none = () =>
    Object.fromEntries([...fields, 'form'].map((name) => [name, ''])) as Record<Field | 'form', string>;
  const errors = reactive(none()) as Record<Field | 'form', string>;

  function refuse(field: Field, text = texts[field]()): void {
    errors[field] = text;
  }

  /** Marks the field that the server names in its refusal. Says whether it names one of these. */
  function mark(failure: unknown): boolean {
    const { field } = detailsOf(failure);
    const named = fields.find((one) => one === field);
    if (named) refuse(named);
    return named !== undefined;
  }

  return {
    errors,
    /** To be called before the form is sent again. */
    clear(): void {
      Object.assign(errors, none());
    },
    /** Marks a field that can't be sent like this. */
    refuse,
    mark,
    /** Says why the server refused: at the field that it names, else below the form. */
    tell(failure: unknown): void {
      if (!mark(failure)) errors.form = explain(failure);
    },
  };
}
