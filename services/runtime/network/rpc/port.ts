import type { DescService } from '@bufbuild/protobuf';
import type { Client, ServiceImpl } from '@connectrpc/connect';

/**
 * Requests between services, typed by their protobuf service definitions. Unary methods only.
 *
 * A handler throws AppError to refuse; the caller's promise rejects with an AppError of the same code, message and details. Anything else that is
 * thrown reaches the caller as INTERNAL without its text. A service that nobody serves, or that does not answer in time, is UNAVAILABLE.
 * A handler's input is frozen by agreement: nobody changes a message that was sent.
 */
export interface Rpc {
  /**
   * Resolves once requests reach the handlers. Of several processes that serve the same, any one gets a request. With `partition`: only
   * calls for that partition come, and they come before they go to anybody else.
   */
  serve<S extends DescService>(service: S, handlers: ServiceImpl<S>, options?: { partition: string }): Promise<Served>;
  client<S extends DescService>(service: S): Client<S>;
  /** Withdraws everything this process serves, finishes what is under way and lets go. */
  close(): Promise<void>;
}

/** What is being served. */
export interface Served {
  /** No further requests come. Resolves when those under way are answered. Idempotent. */
  withdraw(): Promise<void>;
}
