import type { BacklogPage } from './backlog.ts';
import type { GroupKind } from './fanout.ts';
import type { Member } from './member.ts';
import type { Standing } from './standing.ts';
import type { Topic } from './topic.ts';

export interface ReplayOptions {
  kind: GroupKind;
  member: Member;
  topic: Topic;
  /** Moves on with what is written. */
  standing: Standing;
  /** Something else has to be done first: nothing more is written. */
  isHeldUp(): boolean;
}

/** Writes the next page of the log to the member's socket, at the pace of that. Resolves to what the page was; rejects where the log cannot be read. */
export async function replayPage(options: ReplayOptions): Promise<BacklogPage['kind']> {
  const { kind, member, topic, standing, isHeldUp } = options;
  const { wire } = member;
  const page = await topic.feed.backlog.next({ kind, member, positions: standing.positions, log: topic });
  if (page.kind !== 'stretches') return page.kind;
  for (const { frames, positions, receiptSeq } of page.stretches) {
    if (isHeldUp()) break;
    if (frames.size > 0 && wire.open) wire.write(frames.framesFor(member.idBytes));
    standing.positions = positions;
    if (receiptSeq !== undefined) topic.delivered(receiptSeq, member);
    if (wire.congested) await wire.drained();
  }
  return page.kind;
}
