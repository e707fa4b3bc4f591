/** An event as a decider makes it: the past tense of what was decided. `data` must survive JSON unchanged. */
export interface DomainEvent<Type extends string = string, Data extends object = object> {
  type: Type;
  data: Data;
}

/** An event on its way into the store. */
export interface NewEvent extends DomainEvent {
  id: string;
  stream: string;
  /** The next number of its stream; the store refuses any other. */
  seq: number;
  /** Version of the shape of `data`, from 1. Old versions are upcast on read. */
  version: number;
  /** Milliseconds since 1970 in UTC. */
  atMs: number;
  /** User id, or `system`. */
  actor: string;
  commandId: string;
  correlationId: string;
}

/** An event that is on disk. It never changes and is never renumbered. */
export interface StoredEvent<Event extends DomainEvent = DomainEvent> extends NewEvent {
  type: Event['type'];
  data: Event['data'];
  /**
   * Place in the whole log. Grows within a stream and from commit to commit of one store; between streams it promises no more than that
   * the events of one commit stand together. Compare, never count.
   */
  position: number;
}

/** Turns the data of one old version of an event type into that of the next version. Pure. */
export type Upcast = (data: object) => object;

/** By event type: the upcasts from version 1 to 2, from 2 to 3, and so on. The current version of a type is their number plus one. */
export type Upcasters = Readonly<Record<string, readonly Upcast[]>>;
