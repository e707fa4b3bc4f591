import { inboxKind } from '../domain/inbox.ts';
import { timelineKind } from '../domain/timeline.ts';
import { participantsOf } from '../domain/timeline-id.ts';

/** Nobody but the two who talk reads what they write, an administrator who looks at the log included: texts of conversations and inboxes are hidden. */
export function hiddenFields(stream: string): readonly string[] {
  const isConversation =
    stream.startsWith(timelineKind.prefix) && participantsOf(stream.slice(timelineKind.prefix.length)) !== undefined;
  return isConversation || stream.startsWith(inboxKind.prefix) ? ['text'] : [];
}
