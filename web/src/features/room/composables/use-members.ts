import { computed, type Ref, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';
import { useTypingPause } from '../../../shared/ui/typing-pause.ts';
import { useRegularLook } from '../../../shared/ui/use-regular-look.ts';
import { type Member, MembersByPresence } from '../graphql/members.ts';
import { inOrder, renewed } from '../members.ts';

export interface MembersUse {
  room: string;
  /** What is looked for; nothing for everybody. */
  search: Ref<string>;
  /** Changes with what may have changed the list: somebody came or went, or has another role. */
  news(): unknown;
}

/** Typing pauses, and news gather, this long before the server is asked, in milliseconds. */
const PAUSE_MS = 200;
/** Pages that are read anew when something may have changed. */
const RENEWED_PAGES = 3;

/** Everybody in a room, page by page to the end. What is shown follows the room; of who connects elsewhere no event tells, so it is looked at regularly. */
export function useMembers({ room, search, news }: MembersUse) {
  const apollo = useApollo();
  const held = shallowRef<readonly Member[] | null>(null);
  const next = shallowRef<string | null>(null);
  const total = shallowRef<number | null>(null);
  const error = shallowRef<ErrorCode | null>(null);
  const loading = shallowRef(false);
  let pages = 1;
  let latest = 0;
  /** The next page is on its way: what has changed meanwhile is read after it, or it would never come where much changes. */
  let isReadingOn = false;
  let isOld = false;
  let repeat: () => void = () => undefined;
  const typing = useTypingPause(PAUSE_MS);
  const gathering = useTypingPause(PAUSE_MS);

  /** Ends where the server has no more, or does not get on. */
  async function read(after: string | null) {
    const variables = { room, search: search.value.trim() || null, after };
    const { data } = await apollo.query({ query: MembersByPresence, variables, fetchPolicy: 'no-cache' });
    const { edges = [], pageInfo } = data?.room?.members ?? {};
    return {
      members: edges.map(({ node }) => node),
      next: pageInfo?.hasNextPage && pageInfo.endCursor !== after ? pageInfo.endCursor : null,
      total: data?.room?.memberCount ?? null,
    };
  }

  /** Runs a request; what a later one makes old is dropped. Where it fails, it is the one that is repeated. */
  async function run(request: (isCurrent: () => boolean) => Promise<void>): Promise<void> {
    latest += 1;
    repeat = () => void run(request);
    const own = latest;
    const isCurrent = () => own === latest;
    loading.value = true;
    try {
      await request(isCurrent);
      if (isCurrent()) error.value = null;
    } catch (failure) {
      if (isCurrent()) error.value = codeOf(failure);
    } finally {
      if (isCurrent()) loading.value = false;
    }
  }

  const readAgain = () =>
    run(async (isCurrent) => {
      const fresh: Member[] = [];
      let page = { next: null as string | null, total: null as number | null };
      for (let count = 0; count < Math.min(pages, RENEWED_PAGES); count += 1) {
        const answer = await read(page.next);
        if (!isCurrent()) return;
        fresh.push(...answer.members);
        page = answer;
        if (page.next === null) break;
      }
      const isWhole = page.next === null || pages <= RENEWED_PAGES;
      held.value = renewed(held.value ?? [], fresh, isWhole);
      if (isWhole) next.value = page.next;
      total.value = page.total;
    });

  const readOn = () =>
    run(async (isCurrent) => {
      isReadingOn = true;
      try {
        const page = await read(next.value);
        if (!isCurrent()) return;
        pages += 1;
        held.value = [...(held.value ?? []), ...page.members];
        next.value = page.next;
        total.value = page.total;
      } finally {
        if (isCurrent()) isReadingOn = false;
      }
    });

  function renew(): void {
    isOld = isReadingOn;
    if (!isReadingOn) void readAgain();
  }

  async function more(): Promise<void> {
    if (next.value === null || isReadingOn) return;
    await readOn();
    if (isOld && !isReadingOn) renew();
  }

  watch(search, () =>
    typing.later(() => {
      pages = 1;
      isReadingOn = false;
      renew();
    }),
  );
  watch(news, () => gathering.later(renew));
  useRegularLook(renew);
  renew();

  return {
    /** Null until the first page is there. */
    members: computed(() => held.value && inOrder(held.value)),
    total,
    hasMore: computed(() => next.value !== null),
    error,
    loading,
    retry: () => repeat(),
    more,
  };
}
