import { type Delivery, isBehind, type Timeline, withDelivery } from '../timeline/state/timeline.ts';

/** How far a message of the viewer's has come. */
export interface Reached {
  id: string;
  seq: number;
  delivery: Delivery;
}

export interface DeliveriesOptions {
  /** What is held, with all changes so far. */
  timeline(): Promise<Timeline>;
  change(apply: (timeline: Timeline) => Timeline): void;
  /** Asks how far the viewer's messages from a position on have come. */
  ask(fromSeq: number): Promise<readonly Reached[]>;
}

/** How far one's messages have come in a conversation. */
export interface Deliveries {
  /** The server tells how far a message has come, and thereby those before it that were not withheld from the other side. */
  onChange(told: { messageId: string; delivery: Delivery }): Promise<void>;
}

/**
 * Shows at once how far the message has come of which an event tells, and asks for those before it that seem to be behind: what was written to
 * somebody who had blocked the viewer stays sent, whatever is read later, and no event says which messages those are.
 */
export function createDeliveries({ timeline, change, ask }: DeliveriesOptions): Deliveries {
  /** They stay where they are: the server said so when later ones had come further. */
  const settled = new Set<string>();

  return {
    async onChange({ messageId, delivery }) {
      change((held) => withDelivery(held, messageId, delivery));
      const { items } = await timeline();
      const messages = items.flatMap((item) => (item.kind === 'message' ? [item.message] : []));
      const told = messages.find(({ id }) => id === messageId);
      if (!told) return;
      const isOpen = ({ id, seq, delivery: reached }: Pick<Reached, 'id' | 'seq'> & { delivery: Delivery | null }) =>
        seq < told.seq && isBehind(reached, delivery) && !settled.has(id);
      const first = messages.find((message) => message.author.id === told.author.id && isOpen(message));
      if (!first) return;
      // The next event asks again where there is no answer.
      const found = await ask(first.seq).catch(() => []);
      change((held) => found.reduce((next, reached) => withDelivery(next, reached.id, reached.delivery), held));
      for (const reached of found) if (isOpen(reached)) settled.add(reached.id);
    },
  };
}
