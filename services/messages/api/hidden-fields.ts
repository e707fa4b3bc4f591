import type { HiddenFields } from '@confab/runtime/eventlog/browser/redact';
import { inboxKind } from '../domain/inbox.ts';
import { timelineKind } from '../domain/timeline.ts';
import { participantsOf } from '../domain/timeline-id.ts';

const NOTHING: HiddenFields = {};
/** Marks of what was withheld would tell whom somebody blocks. */
const PRIVATE: HiddenFields = { redacted: ['text', 'blockedId'], omitted: ['withheld', 'peerSees'] };

/**
 * Nobody but the two who talk reads what they write, an administrator who looks at the log
 * included: texts of conversations and inboxes are hidden. So is whom somebody blocks.
 */
export function hiddenFields(stream: string): HiddenFields {
  const isConversation =
    stream.startsWith(timelineKind.prefix) && participantsOf(stream.slice(timelineKind.prefix.length)) !== undefined;
  return isConversation || stream.startsWith(inboxKind.prefix) ? PRIVATE : NOTHING;
}
