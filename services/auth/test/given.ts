import type { StreamKind } from '@confab/runtime/eventlog/decider/decider';
import type { DomainEvent } from '@confab/runtime/eventlog/store/event';
import type { ErrorCode } from '@confab/runtime/kernel/errors/app-error';

/** An event and when it happened, in milliseconds. */
export type Past<Event> = readonly [atMs: number, event: Event];

export function fold<State, Event extends DomainEvent>(
  kind: StreamKind<State, Event>,
  history: readonly Past<Event>[],
): State {
  const stream = `${kind.prefix}test`;
  return history.reduce(
    (state, [atMs, event], index) => kind.evolve(state, event, { stream, seq: index + 1, atMs, actor: 'u1' }),
    kind.initialState(),
  );
}

/** `given(history).when(decide, command).thenHappens(events)` over one kind of stream, as in Emmett's DeciderSpecification. */
export function specification<State, Event extends DomainEvent>(kind: StreamKind<State, Event>) {
  return {
    given: (...history: readonly Past<Event>[]) => ({
      when: <Command>(decide: (state: State, command: Command) => readonly DomainEvent[], command: Command) => ({
        thenHappens(...expected: readonly DomainEvent[]) {
          expect(decide(fold(kind, history), command)).toEqual(expected);
        },
        thenRefuses(code: ErrorCode) {
          expect(() => decide(fold(kind, history), command)).toThrow(expect.objectContaining({ code }));
        },
      }),
    }),
  };
}
