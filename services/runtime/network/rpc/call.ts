import { type CallOptions, type ContextKey, type ContextValues, createContextKey } from '@connectrpc/connect';

/** What travels beside a request. Either a user's access token or the name of the service that calls on its own behalf. */
export interface Call {
  /** The user's access token; the called service verifies it itself. */
  token?: string;
  /** `gateway`, `rooms`, `messages` …: set by the transport from the connection's own credentials, never from a payload. */
  service?: string;
  /** Id of the command, unique per actor; absent: the service makes one. */
  commandId?: string;
  /** Who holds this partition of the called service serves it fastest; where nobody does, anybody serves it. See `partitionOf`. */
  partition?: string;
  /** Where this request belongs in a trace, as W3C Trace Context writes it (https://www.w3.org/TR/trace-context/). */
  traceparent?: string;
  /** One id for everything that follows from one request of a client. */
  correlationId: string;
}

export const callKey = createContextKey<Call | undefined>(undefined, { description: 'confab call' });

/** Options for a client method that carry `call`. */
export function withCall(call: Call): CallOptions {
  return { contextValues: valuesOf(call) };
}

/** Values of a request that begin with its call. */
export function valuesOf(call: Call): ContextValues {
  return new RequestValues(call);
}

/** What Connect's `createContextValues` makes, with methods shared by all: there are two of these at each end of a request, and its own have three functions each. */
class RequestValues implements ContextValues {
  [id: symbol]: unknown;

  constructor(call: Call) {
    this[callKey.id] = call;
  }

  get<T>({ id, defaultValue }: ContextKey<T>): T {
    return id in this ? (this[id] as T) : defaultValue;
  }

  set<T>({ id }: ContextKey<T>, value: T): this {
    this[id] = value;
    return this;
  }

  delete({ id }: ContextKey<unknown>): this {
    delete this[id];
    return this;
  }
}

/** The call a handler serves; every transport sets one. */
export function callOf(context: { values: ContextValues }): Call {
  const call = context.values.get(callKey);
  if (!call) throw new Error('a transport delivered a request without its call');
  return call;
}
