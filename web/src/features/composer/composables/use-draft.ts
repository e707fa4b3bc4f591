import { type ShallowRef, shallowRef, watch } from 'vue';
import { useViewer } from '../../session/composables/use-session.ts';
import { createDrafts } from '../drafts.ts';

/** What is typed in a place: it begins as it was left there, and is kept with every change. */
export function useDraft(place: string): ShallowRef<string> {
  const drafts = createDrafts(useViewer().value.id);
  const text = shallowRef(drafts.read(place));
  watch(text, (typed) => drafts.write(place, typed), { flush: 'sync' });
  return text;
}
