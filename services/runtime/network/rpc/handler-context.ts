import type { DescMethod, DescService } from '@bufbuild/protobuf';
import type { ContextValues, HandlerContext } from '@connectrpc/connect';
import { time } from '../../kernel/clock/time.ts';
import { type Call, valuesOf } from './call.ts';

/**
 * What a handler learns of a request that came by no HTTP: the call and how long the caller waits. Headers and the abort signal are made
 * when a handler asks for them; hardly one does, and they cost more than the rest of a call.
 */
export class DirectHandlerContext implements HandlerContext {
  readonly service: DescService;
  readonly method: DescMethod;
  readonly values: ContextValues;
  readonly requestMethod = 'POST';
  readonly protocolName = 'confab';
  readonly #deadline: number;
  #controller: AbortController | undefined;
  #over = false;
  #headers: { request: Headers; response: Headers; trailer: Headers } | undefined;

  constructor(method: DescMethod, call: Call, deadline: number) {
    this.service = method.parent;
    this.method = method;
    this.values = valuesOf(call);
    this.#deadline = deadline;
  }

  get url(): string {
    return `confab:/${this.service.typeName}/${this.method.name}`;
  }

  readonly timeoutMs = (): number => Math.max(0, this.#deadline - time.monotonic());

  get signal(): AbortSignal {
    this.#controller ??= new AbortController();
    if (this.#over) this.#controller.abort();
    return this.#controller.signal;
  }

  get requestHeader(): Headers {
    return this.#allHeaders().request;
  }

  get responseHeader(): Headers {
    return this.#allHeaders().response;
  }

  get responseTrailer(): Headers {
    return this.#allHeaders().trailer;
  }

  /** The caller waits no longer. */
  end(): void {
    this.#over = true;
    this.#controller?.abort();
  }

  #allHeaders() {
    this.#headers ??= { request: new Headers(), response: new Headers(), trailer: new Headers() };
    return this.#headers;
  }
}
