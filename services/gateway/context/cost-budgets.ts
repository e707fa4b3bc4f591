import type { Clock } from '@confab/runtime/kernel/clock/port';
import { time } from '@confab/runtime/kernel/clock/time';
import type { Timer } from '@confab/runtime/kernel/clock/timers';
import { AppError } from '@confab/runtime/kernel/errors/app-error';
import type { Budgets } from '../live/rendering.ts';

/** In the units of `execution/cost.ts`: 5 µs of processor each, about. */
export interface BudgetLimits {
  /** What may be asked for at once after a pause of `costWindowMs`, and what that much time gives anew. */
  costBudget: number;
  costWindowMs: number;
  /** Of operations that are executed at the same time. Further ones wait for their turn. */
  costInFlight: number;
}

/** Bytes of an answer that cost as much as an object: writing them takes half as long, but they lie in memory until they are read. */
const BYTES = 128;
/** Operations of one asker that may wait for their turn. */
const MOST_WAITING = 500;
const BUSY_MS = 1_000;
/** Askers up to which nobody is looked for who is at rest. */
const FIRST_SWEEP = 1_000;

interface Budget {
  /** Below zero after more was spent than there was. */
  left: number;
  /** Monotonic time to which `left` holds. */
  at: number;
  /** Operations under way, and what they cost together. */
  running: number;
  inFlight: number;
  waiting: Waiting[];
  /** Set while those who wait are to begin by themselves. */
  timer: Timer | undefined;
}

interface Waiting {
  cost: number;
  begin(): void;
}

/** What each asker may make this gateway do: a user, or the address of somebody who is not signed in. */
export interface CostBudgets extends Budgets {
  /** Takes what an operation costs; the refusal, RATE_LIMITED with `retryAfterMs`, where that is not left. */
  take(asker: string, cost: number): AppError | undefined;
}

/** Nobody is limited. */
export const UNLIMITED: CostBudgets = {
  take: () => undefined,
  run: (_asker, _cost, work) => work(),
  spend: () => true,
  answered() {},
  isBusy: () => false,
  waitMs: () => 0,
};

/**
 * Budgets in this process: it is its event loop that others wait for. In a cluster each gateway gives its own. Whoever is at rest, with all of a budget
 * left and nothing under way, takes no memory for long.
 */
export function createCostBudgets(clock: Clock, { costBudget, costWindowMs, costInFlight }: BudgetLimits): CostBudgets {
  const budgets = new Map<string, Budget>();
  let nextSweep = FIRST_SWEEP;

  const refill = (budget: Budget): void => {
    const now = clock.monotonic();
    budget.left = Math.min(costBudget, budget.left + ((now - budget.at) * costBudget) / costWindowMs);
    budget.at = now;
  };
  const isAtRest = (budget: Budget): boolean => {
    refill(budget);
    return budget.left >= costBudget && budget.running === 0 && budget.waiting.length === 0;
  };
  const sweep = (): void => {
    for (const [asker, budget] of budgets) if (isAtRest(budget)) budgets.delete(asker);
    nextSweep = Math.max(FIRST_SWEEP, 2 * budgets.size);
  };
  const of = (asker: string): Budget => {
    let budget = budgets.get(asker);
    if (budget) {
      refill(budget);
      // First those who wait: what comes now would take what they wait for, again and again.
      if (budget.waiting.length > 0) goOn(budget);
    } else {
      if (budgets.size >= nextSweep) sweep();
      budget = { left: costBudget, at: clock.monotonic(), running: 0, inFlight: 0, waiting: [], timer: undefined };
      budgets.set(asker, budget);
    }
    return budget;
  };
  const msUntil = (budget: Budget, cost: number): number =>
    Math.max(0, Math.ceil(((Math.min(cost, costBudget) - budget.left) * costWindowMs) / costBudget));
  const fits = (budget: Budget, cost: number): boolean =>
    budget.left >= 0 && (budget.running === 0 || budget.inFlight + cost <= costInFlight);

  const begin = (budget: Budget, cost: number): void => {
    budget.running += 1;
    budget.inFlight += cost;
  };
  const end = (budget: Budget, cost: number): void => {
    budget.running -= 1;
    // Costs have fractions, which do not add up to nothing.
    budget.inFlight = budget.running === 0 ? 0 : budget.inFlight - cost;
    goOn(budget);
  };
  const goOn = (budget: Budget): void => {
    refill(budget);
    for (let next = budget.waiting[0]; next && fits(budget, next.cost); next = budget.waiting[0]) {
      budget.waiting.shift();
      begin(budget, next.cost);
      next.begin();
    }
    if (budget.waiting.length === 0 || budget.running > 0 || budget.timer) return;
    budget.timer = time.after(msUntil(budget, 0) + 1, () => {
      budget.timer = undefined;
      goOn(budget);
    });
  };

  return {
    take(asker, cost) {
      const budget = of(asker);
      if (budget.waiting.length >= MOST_WAITING) {
        return new AppError('RATE_LIMITED', 'Too much at once. Wait a moment.', { retryAfterMs: BUSY_MS });
      }
      const retryAfterMs = msUntil(budget, cost);
      if (retryAfterMs > 0) {
        return new AppError('RATE_LIMITED', 'You ask for too much. Wait a moment, or ask for smaller pages.', {
          retryAfterMs,
        });
      }
      budget.left -= cost;
      return undefined;
    },
    async run(asker, cost, work) {
      const budget = of(asker);
      if (budget.waiting.length > 0 || !fits(budget, cost)) {
        await new Promise<void>((resolve) => {
          budget.waiting.push({ cost, begin: resolve });
          goOn(budget);
        });
      } else begin(budget, cost);
      try {
        return await work();
      } finally {
        end(budget, cost);
      }
    },
    spend(asker, cost) {
      const budget = of(asker);
      if (budget.left <= 0) return false;
      budget.left -= cost;
      return true;
    },
    answered(asker, bytes) {
      of(asker).left -= bytes / BYTES;
    },
    isBusy: (asker) => (budgets.get(asker)?.running ?? 0) > 0,
    waitMs(asker) {
      const budget = budgets.get(asker);
      if (!budget) return 0;
      refill(budget);
      return budget.left > 0 ? 0 : Math.max(1, msUntil(budget, 0));
    },
  };
}
