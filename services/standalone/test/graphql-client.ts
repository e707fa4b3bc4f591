import { type Client, createClient } from 'graphql-ws';
import { WebSocket } from 'ws';
import { createEventQueue, type EventQueue } from './event-queue.ts';

export interface ResponseError {
  message: string;
  path?: readonly (string | number)[];
  extensions?: { code?: string; field?: string; retryAfterMs?: number };
}

export interface Response<Data> {
  status: number;
  data: Data | null;
  errors: readonly ResponseError[];
}

/** A request that was answered with errors. `code` is the first one's. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly errors: readonly ResponseError[];

  constructor(errors: readonly ResponseError[]) {
    super(errors.map(({ message, extensions }) => `${extensions?.code}: ${message}`).join('; '));
    this.errors = errors;
  }

  get code(): string | undefined {
    return this.errors[0]?.extensions?.code;
  }

  get field(): string | undefined {
    return this.errors[0]?.extensions?.field;
  }
}

/** One result of an operation, as it was sent. */
export interface Result<Data> {
  data?: Data | null;
  errors?: readonly ResponseError[];
}

export interface Subscription<Event> {
  events: EventQueue<Event>;
  /** Ends it in order, as a client that goes to another page. */
  stop(): void;
}

/** One person's connection to the public API: HTTP for queries and mutations, a socket of its own for subscriptions. */
export interface GraphqlClient {
  readonly token: string | undefined;
  /** The data; throws RequestFailed for any error. */
  request<Data>(document: string, variables?: object): Promise<Data>;
  /** The whole answer. */
  execute<Data>(document: string, variables?: object): Promise<Response<Data>>;
  /** Events of the subscription's one field. The queue ends with RequestFailed, or with the close event of the socket. */
  subscribe<Event>(document: string, variables?: object): Subscription<Event>;
  /** Whole results of a subscription. The queue ends as that of `subscribe`. */
  follow<Data>(document: string, variables?: object): Subscription<Result<Data>>;
  /** Cuts the socket as a lost network does, without a close frame. */
  dropSocket(): void;
  close(): Promise<void>;
}

export function graphqlClient(options: { url: string; token?: string }): GraphqlClient {
  const { url, token } = options;
  const endpoint = `${url}/graphql`;
  let socket: WebSocket | undefined;
  let client: Client | undefined;

  function socketClient(): Client {
    client ??= createClient({
      url: endpoint.replace(/^http/, 'ws'),
      webSocketImpl: WebSocket,
      retryAttempts: 0,
      lazyCloseTimeout: 200,
      connectionParams: token === undefined ? {} : { authorization: `Bearer ${token}` },
      on: {
        opened: (opened) => {
          socket = opened as WebSocket;
        },
      },
    });
    return client;
  }

  function listen<Data, Item>(
    operation: { query: string; variables: Record<string, unknown> },
    queue: EventQueue<Item>,
    next: (result: Result<Data>) => void,
  ): () => void {
    return socketClient().subscribe<Data>(operation, {
      next: (result) => next(result as Result<Data>),
      error: (error) => queue.end(Array.isArray(error) ? new RequestFailed(error as ResponseError[]) : error),
      complete: () => queue.end(),
    });
  }

  async function execute<Data>(query: string, variables: object = {}): Promise<Response<Data>> {
    const response = await fetch(endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
      },
      body: JSON.stringify({ query, variables }),
    });
    const body = (await response.json()) as { data?: Data; errors?: ResponseError[] };
    return { status: response.status, data: body.data ?? null, errors: body.errors ?? [] };
  }

  return {
    token,
    execute,
    async request<Data>(query: string, variables?: object) {
      const { data, errors } = await execute<Data>(query, variables);
      if (errors.length > 0 || data === null) throw new RequestFailed(errors);
      return data;
    },
    subscribe<Event>(query: string, variables: object = {}) {
      const events = createEventQueue<Event>();
      const take = ({ data, errors }: Result<Record<string, Event>>) => {
        // Not with its data: what could not be read is null there, and a test would stumble over that instead of saying what failed.
        if (errors) return events.end(new RequestFailed(errors));
        for (const event of Object.values(data ?? {})) if (event) events.push(event);
      };
      return { events, stop: listen({ query, variables: { ...variables } }, events, take) };
    },
    follow<Data>(query: string, variables: object = {}) {
      const events = createEventQueue<Result<Data>>();
      return { events, stop: listen({ query, variables: { ...variables } }, events, events.push) };
    },
    dropSocket() {
      socket?.terminate();
      client = undefined;
    },
    async close() {
      await client?.dispose();
      socket?.terminate();
    },
  };
}
