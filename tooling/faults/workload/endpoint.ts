/** Where clients may go: the same gateways in turn, whatever state they are in. */
export interface Entrances {
  /** Base URL of the next. */
  next(): string;
}

export function inTurn(urls: readonly string[]): Entrances {
  let turn = 0;
  return {
    next() {
      turn += 1;
      return urls[turn % urls.length] as string;
    },
  };
}

export interface GraphqlError {
  message: string;
  extensions?: { code?: string };
}

export interface GraphqlAnswer {
  data?: Record<string, unknown> | null;
  errors?: readonly GraphqlError[];
}

/** An answer with errors. */
export class Refused extends Error {
  override readonly name = 'Refused';
  readonly code: string;

  constructor(errors: readonly GraphqlError[]) {
    super(errors.map(({ message }) => message).join('; '));
    this.code = errors[0]?.extensions?.code ?? 'INTERNAL_SERVER_ERROR';
  }

  /** Whether the request has certainly not been carried out. */
  get isFinal(): boolean {
    return this.code !== 'UNAVAILABLE' && this.code !== 'INTERNAL_SERVER_ERROR';
  }
}

/** One operation over any transport. Rejects with `Refused`, or with anything else where there is no answer. */
export type Send = (query: string, variables: object) => Promise<Record<string, unknown>>;

/** The answer's data. */
export function dataOf({ data, errors = [] }: GraphqlAnswer): Record<string, unknown> {
  if (errors.length > 0 || !data) throw new Refused(errors);
  return data;
}

const TIMEOUT_MS = 8_000;

/** One operation over HTTP. */
export async function post(
  url: string,
  { token, query, variables = {} }: { token?: string; query: string; variables?: object },
): Promise<Record<string, unknown>> {
  const response = await fetch(`${url}/graphql`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token !== undefined && { authorization: `Bearer ${token}` }),
    },
    body: JSON.stringify({ query, variables }),
    signal: AbortSignal.timeout(TIMEOUT_MS),
  });
  return dataOf((await response.json()) as GraphqlAnswer);
}
