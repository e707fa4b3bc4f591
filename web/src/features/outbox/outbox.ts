import type { Answered, Change, OutboxItem } from './outbox-item.ts';
import { isDuplicate, type OutboxStore } from './outbox-store.ts';
import { type Place, placeId } from './place.ts';
import type { WrittenAhead } from './written-ahead.ts';

export type { Answered, Change, OutboxItem };

export interface OutboxOptions {
  store: OutboxStore;
  ahead: WrittenAhead;
  newKey(): string;
  now(): string;
  /** What is on its way, in all places. Called at once for what the user does here. */
  onItems(items: readonly OutboxItem[]): void;
  /** Something was stored that the other tabs, and the one that sends, do not know of. */
  onChanged(): void;
}

/** What the user does with messages on their way to one place. */
export interface Outbox {
  readonly place: Place;
  /** Shows a message as pending at once, and sends it in its turn. */
  post(text: string, answered?: Answered | null): void;
  /** Sends a private message that is written here. */
  whisper(username: string, text: string): void;
  /** Changes a message that the server has, after everything that was written here before. `text`: as it is shown meanwhile. */
  change(change: Change, text: string): void;
  /** Sends a failed message again, with another text if there is one. */
  retry(key: string, text?: string): void;
  /** Gives another text to a message that waits. Resolves with whether it was still there: it may have been sent meanwhile. */
  revise(key: string, text: string): Promise<boolean>;
  /** Drops a failed message. */
  discard(key: string): void;
}

/** The outbox as one of the tabs sees it. */
export interface OutboxView {
  at(place: Place): Outbox;
  /** Another tab, or the one that sends, changed the store. */
  reload(): Promise<void>;
}

/**
 * Shows what the store holds, and before that what is still on the way into it.
 * A message is there the moment it is written, and is written down in that moment.
 * One that can't be stored is shown as failed, with those behind it waiting for it.
 */
export function createOutboxView({ store, ahead, newKey, now, onItems, onChanged }: OutboxOptions): OutboxView {
  let stored: readonly OutboxItem[] = [];
  let unsaved: readonly OutboxItem[] = ahead.takeOver();
  let saving = false;

  function show(): void {
    ahead.write(unsaved);
    onItems([...stored, ...unsaved]);
  }

  async function reload(): Promise<void> {
    stored = await store.all();
    const keys = new Set(stored.map(({ key }) => key));
    unsaved = unsaved.filter(({ key }) => !keys.has(key));
    show();
    void save();
  }

  function setUnsaved(next: readonly OutboxItem[]): void {
    unsaved = next;
    show();
    void save();
  }

  async function save(): Promise<void> {
    if (saving) return;
    saving = true;
    for (let next = nextToSave(); next; next = nextToSave()) {
      const { key } = next;
      try {
        await put(next);
        const changed = unsaved.find((item) => item.key === key);
        if (changed && changed !== next) await store.change(key, () => changed);
        await reload();
        // It may have been sent already, by another tab.
        if (unsaved.some((item) => item.key === key)) setUnsaved(unsaved.filter((item) => item.key !== key));
        onChanged();
      } catch {
        unsaved = unsaved.map((item) => (item.key === key ? { ...item, status: 'failed', error: 'UNKNOWN' } : item));
        show();
      }
    }
    saving = false;
  }

  /** Another page that took it over may have been first. */
  async function put(item: OutboxItem): Promise<void> {
    try {
      await store.add(item);
    } catch (error) {
      if (!isDuplicate(error)) throw error;
    }
  }

  /** The first that has no failed one of its place before it. */
  function nextToSave(): OutboxItem | undefined {
    const blocked = new Set<string>();
    return unsaved.find(({ place, status }) => {
      if (status === 'failed') blocked.add(placeId(place));
      return !blocked.has(placeId(place));
    });
  }

  /** Resolves with whether the item was there. */
  async function change(key: string, next: (item: OutboxItem) => OutboxItem | null): Promise<boolean> {
    if (unsaved.some((item) => item.key === key)) {
      setUnsaved(unsaved.flatMap((item) => (item.key === key ? (next(item) ?? []) : item)));
      return true;
    }
    const isThere = await store.change(key, next);
    await reload();
    onChanged();
    return isThere;
  }

  function add(place: Place, text: string, more: Partial<OutboxItem> = {}): void {
    const item: OutboxItem = {
      ...{ key: newKey(), place, text, replyTo: null, queuedAt: now(), status: 'pending', error: null },
      ...more,
    };
    setUnsaved([...unsaved, item]);
  }

  /** Another text makes another message of one that was refused. One whose answer goes nowhere is sent without it. */
  function retried({ field, ...item }: OutboxItem, text = item.text): OutboxItem {
    const again: OutboxItem = { ...item, status: 'pending', error: null };
    if (text === item.text) return again;
    const answers = field === 'replyTo' ? { replyTo: null, answered: null } : {};
    return { ...again, ...answers, key: newKey(), text, earlier: [] };
  }

  /** The key stays: the server refuses the new text under it where it has an earlier one, so that there are never two of one message. */
  function revised(item: OutboxItem, text: string): OutboxItem {
    if (item.status === 'failed') return retried(item, text);
    if (item.change || item.text === text) return item;
    return { ...item, text, earlier: [...(item.earlier ?? []), item.text] };
  }

  return {
    reload,
    at: (place) => ({
      place,
      post(text, answered = null) {
        add(place, text, { answered, replyTo: answered?.id ?? null });
      },
      whisper(username, text) {
        const to: Place = { kind: 'direct', username };
        add(to, text, placeId(to) === placeId(place) ? {} : { writtenIn: place });
      },
      change: (what, text) => add(place, text, { change: what }),
      retry(key, text) {
        void change(key, (item) => (item.status === 'failed' ? retried(item, text) : item));
      },
      revise: (key, text) => change(key, (item) => revised(item, text)),
      discard(key) {
        void change(key, (item) => (item.status === 'failed' ? null : item));
      },
    }),
  };
}
