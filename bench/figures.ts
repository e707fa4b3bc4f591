import type { Figure } from './case.ts';

/** Deliveries and answers that were lost, doubled or out of order. */
export const WRONG: Figure = { label: 'lost, doubled, out of order', digits: 0, targets: [{ atMost: 0 }] };

/** Near 100 the load generator is what was measured. */
export const LOAD_CORE: Figure = { label: "load generator's core, %", digits: 0 };
