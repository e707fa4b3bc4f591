import { useTyping } from '../../composer/composables/use-typing.ts';
import { useInbox } from '../../membership/composables/use-inbox.ts';
import { useMarkdown } from '../../timeline/markdown/use-markdown.ts';
import { type MessageActions, useMessageActions } from '../log/use-message-actions.ts';
import { type ReadMarker, type ReadMarkerUse, useReadMarker } from '../reading/use-read-marker.ts';
import { type Reply, useReply } from '../sending/use-reply.ts';
import { useWhisper } from '../sending/use-whisper.ts';
import type { OpenLog } from './use-open-log.ts';

export interface ConversationUse extends Pick<ReadMarkerUse, 'cacheId' | 'lastReadSeq'> {
  /** Whether the viewer has a marker here, which tells what they have read. */
  isMarked(): boolean;
}

/** An open log with all that the viewer does to it: answering, reacting, typing, reading. */
export interface Conversation extends OpenLog {
  readonly reply: Reply;
  readonly actions: MessageActions;
  readonly typing: ReturnType<typeof useTyping>;
  readonly whisper: ReturnType<typeof useWhisper>;
  readonly marker: ReadMarker;
}

/**
 * The part that a room and a private conversation have in common.
 * It lives as long as the component that calls it, also while no `ConversationPane` is shown.
 */
export function useConversation(log: OpenLog, { isMarked, cacheId, lastReadSeq }: ConversationUse): Conversation {
  const { at, timeline, place, outbox } = log;
  const target = at.kind === 'room' ? { room: at.name } : { conversation: at.username };
  const { refresh } = useInbox();
  const reply = useReply(outbox);
  const actions = useMessageActions({ change: timeline.change, outbox });
  const typing = useTyping(target);
  const whisper = useWhisper(outbox);
  // Asked for beside the messages, not after them.
  useMarkdown();
  const marker = useReadMarker({
    target: () => (isMarked() ? target : null),
    cacheId,
    lastReadSeq,
    recount: () => void refresh(),
    timeline,
    place,
  });
  return { ...log, reply, actions, typing, whisper, marker };
}
