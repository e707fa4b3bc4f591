import { graphql, type ResultOf } from '../../../shared/api/graphql.ts';

/** A page of the event streams of all services. */
export const AdminStreams = graphql(`
  query AdminStreams($prefix: String, $after: String) {
    eventStreams(prefix: $prefix, first: 25, after: $after) {
      edges {
        node {
          name
          service
          head
        }
      }
      pageInfo {
        hasNextPage
        endCursor
      }
    }
  }
`);

export const StreamView_Event = graphql(`
  fragment StreamView_Event on StoredEvent {
    __typename
    id
    seq
    type
    schemaVersion
    at
    actor
    commandId
    correlationId
    data
  }
`);

export type ShownEvent = ResultOf<typeof StreamView_Event>;

/** Events of a stream: `last` up to `before`, the newest where that is null. */
export const StreamEvents = graphql(
  `
    query StreamEvents($name: String!, $before: Int) {
      eventStream(name: $name) {
        name
        service
        head
        events(last: 25, before: $before) {
          ...StreamView_Event
        }
      }
    }
  `,
  [StreamView_Event],
);

export const StreamState = graphql(`
  query StreamState($name: String!, $seq: Int!) {
    eventStream(name: $name) {
      name
      stateAt(seq: $seq)
    }
  }
`);
