import type { Clock } from '@confab/runtime/kernel/clock/port';
import type { Ids } from '@confab/runtime/kernel/ids/port';
import type { Ephemeral } from '@confab/runtime/network/ephemeral/port';
import { Typing } from '../../domain/presence/typing.ts';
import type { LiveOutbox } from './live-outbox.ts';

const TOPIC = 'typing';
/** Clients repeat the sign every few seconds while somebody types. */
export const TYPING_MS = 6_000;

/** What is typed in: a room, or a private conversation as its reader sees it. */
export type TypingTarget = { roomId: string } | { peerId: string };

interface Sign {
  origin: string;
  scope: string;
  userId: string;
  typing: boolean;
}

/**
 * Who types where. Every replica of the service hears every sign and so knows who types; the
 * replica that took a sign tells clients of its begin and its end, once. Never stored.
 */
export interface TypingSigns {
  set(target: TypingTarget, userId: string, typing: boolean): void;
  usersIn(roomId: string): string[];
  isTyping(target: TypingTarget, userId: string): boolean;
  sweep(): void;
  stop(): void;
}

export async function createTypingSigns(deps: {
  ephemeral: Ephemeral;
  outbox: LiveOutbox;
  clock: Clock;
  ids: Ids;
}): Promise<TypingSigns> {
  const { ephemeral, outbox, clock } = deps;
  const origin = deps.ids.next();
  const typing = new Typing();

  const apply = (sign: Sign, own: boolean): boolean =>
    sign.typing
      ? typing.start(sign.scope, sign.userId, { untilMs: clock.monotonic() + TYPING_MS, own })
      : typing.stop(sign.scope, sign.userId);
  const tell = (scope: string, userId: string, isTyping: boolean): void => {
    const [kind, id = ''] = scope.split(':');
    if (kind === 'room') outbox.toRoom(id, userId, { case: 'typingChanged', value: { userIds: typing.users(scope) } });
    else outbox.toInbox(id, userId, { case: 'directTypingChanged', value: { userId, typing: isTyping } });
  };
  const subscription = await ephemeral.subscribe(TOPIC, (payload) => {
    const sign = payload as Sign;
    if (sign.origin !== origin) apply(sign, false);
  });

  return {
    set(target, userId, isTyping) {
      const scope = scopeOf(target);
      const sign: Sign = { origin, scope, userId, typing: isTyping };
      const changed = apply(sign, true);
      if (!isTyping && !changed) return;
      ephemeral.publish(TOPIC, sign);
      if (changed) tell(scope, userId, isTyping);
    },
    usersIn: (roomId) => typing.users(`room:${roomId}`),
    isTyping: (target, userId) => typing.has(scopeOf(target), userId),
    sweep() {
      for (const { scope, userId, own } of typing.sweep(clock.monotonic())) if (own) tell(scope, userId, false);
    },
    stop: () => subscription.unsubscribe(),
  };
}

function scopeOf(target: TypingTarget): string {
  return 'roomId' in target ? `room:${target.roomId}` : `direct:${target.peerId}`;
}
