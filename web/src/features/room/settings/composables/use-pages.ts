import { type Ref, watch } from 'vue';
import { useTypingPause } from '../../../../shared/ui/typing-pause.ts';
import { createPageList, type Page } from '../page-list.ts';

/** Typing pauses this long before the server is asked, in milliseconds. */
const PAUSE_MS = 200;

/** What a list of them shows, and what is done to it. */
export type PagesUse<Item> = ReturnType<typeof usePages<Item>>;

/** A list that is read page by page, and anew when what is looked for changes. */
export function usePages<Item>(read: (after: string | null) => Promise<Page<Item>>, search?: Ref<string>) {
  const { restart, ...list } = createPageList(read);
  const { later } = useTypingPause(PAUSE_MS);
  if (search) watch(search, () => later(() => void restart()));
  return list;
}
