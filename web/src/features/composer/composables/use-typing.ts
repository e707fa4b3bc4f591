import { onScopeDispose } from 'vue';
import { useApollo } from '../../../shared/api/apollo.ts';
import type { VariablesOf } from '../../../shared/api/graphql.ts';
import { type Timer, time } from '../../../shared/browser/time.ts';
import { SetTyping } from '../graphql/typing.ts';

/** While somebody types, the server is told so at most this often, in milliseconds. */
const REPEAT_MS = 3_000;
/** Somebody who has not typed for this long has stopped. */
const IDLE_MS = 5_000;

/** Tells others that the viewer is typing. A lost call does no harm: the server forgets by itself. */
export function useTyping(target: Pick<VariablesOf<typeof SetTyping>['input'], 'room' | 'conversation'>) {
  const apollo = useApollo();
  let saidAt = Number.NEGATIVE_INFINITY;
  let idle: Timer | undefined;

  function say(typing: boolean): void {
    saidAt = typing ? time.monotonic() : Number.NEGATIVE_INFINITY;
    void apollo.mutate({ mutation: SetTyping, variables: { input: { ...target, typing } } }).catch(() => undefined);
  }

  function stop(): void {
    idle?.cancel();
    if (saidAt > 0) say(false);
  }

  onScopeDispose(stop);
  return {
    typed(): void {
      idle?.cancel();
      idle = time.after(IDLE_MS, stop);
      if (time.monotonic() - saidAt >= REPEAT_MS) say(true);
    },
    stop,
  };
}
