import type { Decision, EventPosition, Moment, StreamKind } from '../eventlog/decider/decider.ts';
import type { DomainEvent } from '../eventlog/store/event.ts';
import { type ErrorCode, isAppError } from '../kernel/errors/app-error.ts';

/**
 * An event and when it happened, in milliseconds. Without a time it happened one second after the
 * epoch.
 */
export type Past<Event> = Event | readonly [atMs: number, event: Event];

/**
 * The state after these events, of a stream that is named for the test unless it is given a name.
 */
export function fold<State, Event extends DomainEvent>(
  kind: StreamKind<State, Event>,
  history: readonly Past<Event>[],
  { state = kind.initialState(), ...place }: { state?: State; stream?: string; actor?: string } = {},
): State {
  let folded = state;
  for (const [index, past] of history.entries()) {
    const [atMs, event] = isTimed(past) ? past : [1_000, past];
    const at: EventPosition = { stream: `${kind.prefix}test`, actor: 'u1', ...place, seq: index + 1, atMs };
    folded = kind.evolve(folded, event, at);
  }
  return folded;
}

function isTimed<Event>(past: Past<Event>): past is readonly [number, Event] {
  return Array.isArray(past);
}

/**
 * `given(history).when(decide, command, context).thenHappens(events)` over one kind of stream, as
 * in Emmett's DeciderSpecification. Without a context the decision is made at time 0.
 */
export function specification<State, Event extends DomainEvent>(kind: StreamKind<State, Event>) {
  return {
    given: (...history: readonly Past<Event>[]) => ({
      when<Command>(
        decide: (state: State, command: Command, context: Moment) => Decision<DomainEvent, unknown>,
        command: Command,
        context: Moment = { atMs: 0 },
      ) {
        const outcome = attempt(() => decide(fold(kind, history), command, context));
        return {
          thenHappens: (...expected: readonly DomainEvent[]) => expect(outcome).toEqual({ events: expected }),
          /** `field`: the one that the refusal names. None given: it names none. */
          thenRefuses: (code: ErrorCode, field?: string) =>
            expect(outcome).toEqual({ code, ...(field !== undefined && { field }) }),
        };
      },
    }),
  };
}

function attempt(decide: () => Decision<DomainEvent, unknown>): object {
  try {
    return { events: decide().events };
  } catch (error) {
    if (!isAppError(error)) throw error;
    return { code: error.code, ...(error.field !== undefined && { field: error.field }) };
  }
}
