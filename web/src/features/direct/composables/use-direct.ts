import { onScopeDispose, shallowRef, watch } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import { codeOf, type ErrorCode } from '../../../shared/api/error-code.ts';
import { isSameName } from '../../../shared/name.ts';
import { useErrorText } from '../../../shared/ui/use-error-text.ts';
import { useConnection } from '../../connection/composables/use-connection.ts';
import { useKept } from '../../connection/composables/use-kept.ts';
import { useOpenLog } from '../../conversation/pane/use-open-log.ts';
import type { Opening } from '../../conversation/reading/use-reading-place.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import type { InboxEvent } from '../../membership/graphql/inbox.ts';
import { type Place, placeId } from '../../outbox/place.ts';
import { onNextFrame } from '../../timeline/state/next-frame.ts';
import { pageArguments, toPage } from '../../timeline/state/pages.ts';
import { withDeletion, withEdit } from '../../timeline/state/revisions.ts';
import { newestOf, type TimelinePage, withMessages } from '../../timeline/state/timeline.ts';
import type { PageRequest } from '../../timeline/state/use-timeline.ts';
import { createCatchUp } from '../catch-up.ts';
import { createDeliveries } from '../deliveries.ts';
import { DirectDeliveries, DirectHistory, type Peer } from '../graphql/direct.ts';

/** How many messages a conversation opens with. */
const FIRST_PAGE_SIZE = 10;
/** Somebody of whom nothing is heard for this long is not typing any longer. */
const TYPING_MS = 6_000;

/** A private conversation, live: it follows the viewer's inbox for as long as the component is there. */
export function useDirect(username: string) {
  const apollo = useApollo();
  const inbox = useInbox();
  const { toastError } = useErrorText();
  const peer = shallowRef<Peer | null>(null);
  const error = shallowRef<ErrorCode | null>(null);
  const conversationId = shallowRef<string | null>(null);
  const peerTyping = shallowRef(false);
  const at: Place = { kind: 'direct', username };
  const log = useOpenLog(at, fetchPage);
  const { timeline, place } = log;
  const connection = useConnection();
  /** What is shown is what this browser kept. */
  let isKept = false;
  let typingTimer: ReturnType<typeof setTimeout> | undefined;

  async function fetchConversation(page: ReturnType<typeof pageArguments>, opening: boolean) {
    const { data } = await apollo.query({
      query: DirectHistory,
      variables: { username, opening, ...page },
      fetchPolicy: 'no-cache',
    });
    peer.value = data?.user ?? null;
    conversationId.value = data?.conversation?.id ?? conversationId.value;
    return data?.conversation;
  }

  async function fetchPage(request: PageRequest): Promise<TimelinePage> {
    return toPage((await fetchConversation(pageArguments(request), false))?.messages);
  }

  async function fetchOpening(): Promise<Opening> {
    const conversation = await fetchConversation(pageArguments({ before: null }, FIRST_PAGE_SIZE), true);
    return { newest: toPage(conversation?.messages), firstUnread: conversation?.firstUnreadSeq ?? null };
  }

  const deliveries = createDeliveries({
    change: timeline.change,
    // Changes are applied with the next frame.
    timeline: () => new Promise((resolve) => onNextFrame(() => resolve(timeline.timeline.value))),
    async ask(fromSeq) {
      const { data } = await apollo.query({
        query: DirectDeliveries,
        variables: { username, after: String(fromSeq - 1) },
        fetchPolicy: 'no-cache',
      });
      const nodes = data?.conversation?.messages.edges.map(({ node }) => node) ?? [];
      return nodes.flatMap(({ id, seq, delivery }) => (delivery ? [{ id, seq, delivery }] : []));
    },
  });

  const { load, take } = createCatchUp<Opening, InboxEvent>({
    // What went wrong stays on the page until there is an answer: it may be the same again.
    fetch: fetchOpening,
    onSnapshot(snapshot) {
      isKept = false;
      void place.open(snapshot).catch(toastError);
      error.value = peer.value ? null : 'NOT_FOUND';
    },
    onError(failure) {
      if (!isKept) error.value = codeOf(failure);
    },
    apply,
  });

  function apply(event: InboxEvent): void {
    switch (event.__typename) {
      case 'DirectMessagePosted': {
        const { conversation, ...message } = event.message;
        if (!conversation || !isSameName(conversation.peer.username, username)) return;
        conversationId.value = conversation.id;
        if (message.author.id === conversation.peer.id) setTyping(false);
        timeline.change((current) => withMessages(current, [message]));
        break;
      }
      case 'DirectMessageEdited': {
        const { id, text, editedAt, reactions } = event.edited;
        timeline.change((current) => withEdit(current, { id, text, editedAt, reactions }));
        break;
      }
      case 'DirectMessageDeleted': {
        const { id, deletedAt } = event.deleted;
        timeline.change((current) => withDeletion(current, id, deletedAt ?? event.at));
        break;
      }
      case 'DeliveryChanged':
        void deliveries.onChange(event);
        break;
      case 'DirectTypingChanged':
        if (isSameName(event.user.username, username)) setTyping(event.typing);
        break;
    }
  }

  function setTyping(typing: boolean): void {
    clearTimeout(typingTimer);
    peerTyping.value = typing;
    if (typing) typingTimer = setTimeout(setTyping, TYPING_MS, false);
  }

  inbox.onEvent((event) => {
    // The inbox could not be continued, so what happened in this conversation meanwhile is loaded.
    if (event.__typename === 'InboxOpened' && !event.resumed) void load();
    else take(event);
  });
  onScopeDispose(() => clearTimeout(typingTimer));
  void load();
  watch(connection.state, ({ kind }) => kind === 'connected' && isKept && load());
  useKept({
    what: placeId(at),
    connection,
    shown: () =>
      peer.value && place.opened.value
        ? { peer: peer.value, conversationId: conversationId.value, timeline: timeline.timeline.value }
        : null,
    pack({ timeline: held, ...shown }) {
      const newest = newestOf(held);
      return newest && { ...shown, newest };
    },
    open(kept) {
      isKept = true;
      error.value = null;
      peer.value = { ...kept.peer, online: false };
      conversationId.value = kept.conversationId;
      void place.open({ newest: kept.newest, firstUnread: null, isKept: true }).catch(toastError);
    },
  });

  return { peer, error, conversationId, peerTyping, log, load };
}
