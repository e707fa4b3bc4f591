import { graphql } from '../../../shared/api/graphql.ts';

export const MarkRead = graphql(`
  mutation MarkRead($input: MarkReadInput!) {
    markRead(input: $input) {
      lastReadSeq
      unreadCount
    }
  }
`);

export const MarkUnread = graphql(`
  mutation MarkUnread($input: MarkUnreadInput!) {
    markUnread(input: $input) {
      lastReadSeq
      unreadCount
    }
  }
`);
