import type { AppError } from '@confab/runtime/kernel/errors/app-error';
import { SharedRuns } from '@confab/runtime/kernel/turns/shared-runs';
import { turns } from '@confab/runtime/kernel/turns/turns';
import type { GraphQLError } from 'graphql';
import type { CostBudgets } from '../context/cost-budgets.ts';
import { MAX_STRING } from '../context/lengths.ts';
import { toGraphQLError } from '../context/present-error.ts';
import { textKey } from '../context/text-key.ts';
import type { Documents } from './documents.ts';
import type { HoldBacks } from './hold-backs.ts';
import type { Operation } from './operation.ts';
import { type Asker, accountOf, type RateLimits } from './rate-limits.ts';
import { type GraphqlRequest, longString } from './request.ts';
import { tooLong } from './tokens.ts';
import type { VariableValues } from './variables.ts';

export interface AdmissionOptions {
  documents: Documents;
  rateLimits: RateLimits;
  budgets: CostBudgets;
  holdBacks: HoldBacks;
  onError(error: unknown): void;
}

/** An operation that may be executed, and all that it needs of the request. */
export interface Admitted {
  operation: Operation;
  /** Those that it declares. They may not fit yet: whatever executes it looks at them. */
  variables: VariableValues | undefined;
  /** What it costs with them. */
  cost: number;
}

/** What both transports ask before they execute anything. */
export interface Admission {
  /** Rejects with nothing that is the client's fault. */
  admit(request: GraphqlRequest, asker: Asker): Promise<Admitted | readonly GraphQLError[]>;
}

/** Reading a text and finding out whether it is valid: some 1 µs for a character. */
const CHARACTERS_PER_COST = 5;

export function createAdmission({ documents, rateLimits, budgets, holdBacks, onError }: AdmissionOptions): Admission {
  const unreadTexts = new SharedRuns<AppError | undefined>();
  /** What is asked for too often, or too much of. */
  const limited = (account: string, refusal: AppError) => {
    holdBacks.refused(account);
    return [toGraphQLError(refusal, onError)];
  };
  return {
    async admit(request, asker) {
      const who = accountOf(asker);
      let operation = documents.recall(request, who);
      if (!operation) {
        // Once for all who ask alike meanwhile: a client that comes back opens a hundred subscriptions with one text.
        const text = textKey(`${who}\n${request.operationName ?? ''}\n${request.query}`);
        const reading = Math.ceil(request.query.length / CHARACTERS_PER_COST);
        const unread = await unreadTexts.run(
          text,
          async () => (await rateLimits.refuseDocument(asker)) ?? budgets.take(who, reading),
        );
        if (unread) return limited(who, unread);
        const later = turns.giveWay(who);
        if (later) await later;
        operation = documents.find(request, who);
      }
      if (!('document' in operation)) return operation;
      const variables = operation.variables.pick(request.variables);
      const long = variables && request.length > MAX_STRING ? longString(variables) : undefined;
      const unfit = long === undefined ? operation.refuse(variables) : tooLong(long);
      if (unfit) return [unfit];
      const cost = operation.costs(variables).whole;
      const refusal = (await rateLimits.refuse(operation, asker)) ?? budgets.take(who, cost);
      return refusal ? limited(who, refusal) : { operation, variables, cost };
    },
  };
}
