import { shallowRef, watch } from 'vue';
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
import { withDeletion, withEdit } from '../../timeline/state/revisions.ts';
import { newestOf, withMessages } from '../../timeline/state/timeline.ts';
import { createCatchUp } from '../catch-up.ts';
import { createDeliveries } from '../deliveries.ts';
import { useDirectHistory } from './use-direct-history.ts';
import { usePeerTyping } from './use-peer-typing.ts';

/** A private conversation, live: it follows the viewer's inbox for as long as the component is there. */
export function useDirect(username: string) {
  const inbox = useInbox();
  const { toastError } = useErrorText();
  const history = useDirectHistory(username);
  const { peer, conversationId } = history;
  const { peerTyping, setTyping } = usePeerTyping();
  const error = shallowRef<ErrorCode | null>(null);
  const at: Place = { kind: 'direct', username };
  const log = useOpenLog(at, history.fetchPage);
  const { timeline, place } = log;
  const connection = useConnection();
  /** What is shown is what this browser kept. */
  let isKept = false;

  const deliveries = createDeliveries({
    change: timeline.change,
    // Changes are applied with the next frame.
    timeline: () => new Promise((resolve) => onNextFrame(() => resolve(timeline.timeline.value))),
    ask: history.fetchDeliveries,
  });

  const { load, take } = createCatchUp<Opening, InboxEvent>({
    // What went wrong stays on the page until there is an answer: it may be the same again.
    fetch: history.fetchOpening,
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

  inbox.onEvent((event) => {
    // The inbox could not be continued, so what happened in this conversation meanwhile is loaded.
    if (event.__typename === 'InboxOpened' && !event.resumed) void load();
    else take(event);
  });
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
