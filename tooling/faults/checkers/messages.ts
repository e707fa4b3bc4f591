import type { Attempt, Checker, Evidence } from '../history.ts';
import { byKey, keyOf, type PostedMessage, postedMessages } from './posted-message.ts';

/** A message that was acknowledged is in the log once, as it was sent and under the id that was told. */
export const acknowledgedAreStored: Checker = {
  name: 'every acknowledged message is in the log once',
  check: ({ attempts, log }) => {
    const stored = byKey(postedMessages(log));
    return attempts.flatMap(({ actor, key, text, outcome }) => {
      if (outcome.kind !== 'acknowledged') return [];
      const found = stored.get(keyOf(actor, key)) ?? [];
      const [message] = found;
      if (!message) return [`${key} was acknowledged as ${outcome.messageId} and is not in the log`];
      if (found.length > 1) return [`${key} was acknowledged and is in the log ${found.length} times: ${idsOf(found)}`];
      if (message.id !== outcome.messageId)
        return [`${key} was acknowledged as ${outcome.messageId} and is ${message.id}`];
      return message.text === text ? [] : [`${key} was sent as "${text}" and is "${message.text}"`];
    });
  },
};

/** Where every answer to a message was a refusal, it is not in the log. One unknown answer among them, and it may be. */
export const refusedAreNotStored: Checker = {
  name: 'no refused message is in the log',
  check: ({ attempts, log }) => {
    const stored = byKey(postedMessages(log));
    return messagesOf({ attempts }).flatMap(([first, ...others]) => {
      const refused = [first, ...others].every(({ outcome }) => outcome.kind === 'refused');
      const found = stored.get(keyOf(first.actor, first.key));
      return refused && found ? [`${first.key} was refused and is in the log as ${idsOf(found)}`] : [];
    });
  },
};

/** However often a key was sent, it made at most one message, and everybody who asked was told the same. */
export const keysMakeOneMessage: Checker = {
  name: 'every idempotency key made one message',
  check: ({ attempts, log }) => {
    const doubled = [...byKey(postedMessages(log))]
      .filter(([, found]) => found.length > 1 && found[0]?.key !== undefined)
      .map(([key, found]) => `${key} made ${found.length} messages: ${idsOf(found)}`);
    const contradicted = messagesOf({ attempts }).flatMap(([first, ...others]) => {
      const ids = new Set(
        [first, ...others].flatMap(({ outcome }) => (outcome.kind === 'acknowledged' ? [outcome.messageId] : [])),
      );
      return ids.size > 1 ? [`${first.key} was acknowledged as ${[...ids].join(' and as ')}`] : [];
    });
    return [...doubled, ...contradicted];
  },
};

/** What is in the log was sent by its author. */
export const nothingIsInvented: Checker = {
  name: 'every message in the log was sent',
  check: ({ attempts, log }) => {
    const sent = new Set(attempts.map(({ actor, key, text }) => `${keyOf(actor, key)} ${text}`));
    return postedMessages(log).flatMap(({ id, author, key, text }) =>
      sent.has(`${keyOf(author, key ?? '')} ${text}`) ? [] : [`${id} by ${author} was never sent: "${text}"`],
    );
  },
};

/**
 * Authors send the next message to a place once they know what became of the last: those that were acknowledged stand in the log in the order of their first attempt.
 */
export const authorsAreInOrder: Checker = {
  name: 'each author’s messages are in the order in which they were sent',
  check: ({ attempts, log }) => {
    const place = new Map(postedMessages(log).map(({ id }, index) => [id, index]));
    const last = new Map<string, { key: string; place: number }>();
    return messagesOf({ attempts }).flatMap(([first, ...others]) => {
      const acknowledged = [first, ...others].find(({ outcome }) => outcome.kind === 'acknowledged')?.outcome;
      const at = acknowledged?.kind === 'acknowledged' ? place.get(acknowledged.messageId) : undefined;
      if (at === undefined) return [];
      const scope = keyOf(first.actor, first.to);
      const before = last.get(scope);
      last.set(scope, { key: first.key, place: at });
      return before && before.place > at ? [`${first.key} stands before ${before.key}, which was sent earlier`] : [];
    });
  },
};

type Attempts = [Attempt, ...Attempt[]];

/** The attempts of each message, in the order of the first. */
function messagesOf({ attempts }: Pick<Evidence, 'attempts'>): Attempts[] {
  return [...Map.groupBy(attempts, ({ actor, key }) => keyOf(actor, key)).values()] as Attempts[];
}

const idsOf = (messages: readonly PostedMessage[]) => messages.map(({ id }) => id).join(', ');
