import type { Client } from 'graphql-ws';

export interface FollowOptions {
  client: Pick<Client, 'iterate'>;
  /** One of `roomEvents` or `inboxEvents`, that takes `$after` and selects `__typename` and `cursor`. */
  query: string;
  variables?: Record<string, unknown> & { after?: string | null };
  signal?: AbortSignal | undefined;
}

export interface FollowedEvent {
  __typename: string;
  cursor: string;
}

export function follow<Event extends FollowedEvent = FollowedEvent>(options: FollowOptions): AsyncGenerator<Event, void>;
