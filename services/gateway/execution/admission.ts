import type { AppError } from '@confab/runtime/errors/app-error';
import type { GraphQLError } from 'graphql';
import type { Documents } from './documents.ts';
import { MAX_STRING } from './lengths.ts';
import type { Operation } from './operation.ts';
import { toGraphQLError } from './present-error.ts';
import type { Asker, RateLimits } from './rate-limits.ts';
import { type GraphqlRequest, longString } from './request.ts';
import { tooLong } from './tokens.ts';
import type { VariableValues } from './variables.ts';

export interface AdmissionOptions {
  documents: Documents;
  rateLimits: RateLimits;
  onError(error: unknown): void;
}

/** An operation that may be executed, and all that it needs of the request. */
export interface Admitted {
  operation: Operation;
  /** Those that it declares. They may not fit yet: whatever executes it looks at them. */
  variables: VariableValues | undefined;
}

/** What both transports ask before they execute anything. */
export interface Admission {
  /** Rejects with nothing that is the client's fault. */
  admit(request: GraphqlRequest, asker: Asker): Promise<Admitted | readonly GraphQLError[]>;
}

export function createAdmission({ documents, rateLimits, onError }: AdmissionOptions): Admission {
  const refuse = (error: AppError) => [toGraphQLError(error, onError)];
  return {
    async admit(request, asker) {
      const who = asker.userId ?? asker.address;
      let operation = documents.recall(request, who);
      if (!operation) {
        const unread = await rateLimits.refuseDocument(asker);
        if (unread) return refuse(unread);
        operation = documents.find(request, who);
      }
      if (!('document' in operation)) return operation;
      const variables = operation.variables.pick(request.variables);
      const long = variables && request.length > MAX_STRING ? longString(variables) : undefined;
      const unfit = long === undefined ? operation.refuse(variables) : tooLong(long);
      if (unfit) return [unfit];
      const limited = await rateLimits.refuse(operation, asker);
      return limited ? refuse(limited) : { operation, variables };
    },
  };
}
