import type { Notice, NoticeKind, Person } from '../state/timeline.ts';

/** Everybody of whom the same is told. */
export interface NoticeSummary {
  notice: NoticeKind;
  /** Each once, in the order of their first time. */
  users: Person[];
}

/** What happened in a number of notices, by kind, in the order in which the kinds came first. */
export function summarise(notices: readonly Notice[]): NoticeSummary[] {
  const summaries = new Map<NoticeKind, NoticeSummary>();
  for (const { notice, user } of notices) {
    const summary = summaries.get(notice) ?? { notice, users: [] };
    if (!summary.users.some(({ id }) => id === user.id)) summary.users.push(user);
    summaries.set(notice, summary);
  }
  return [...summaries.values()];
}
