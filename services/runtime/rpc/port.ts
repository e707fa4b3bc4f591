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
  /** Resolves once requests reach the handlers. */
  serve<S extends DescService>(service: S, handlers: ServiceImpl<S>): Promise<void>;
  client<S extends DescService>(service: S): Client<S>;
  close(): Promise<void>;
}
