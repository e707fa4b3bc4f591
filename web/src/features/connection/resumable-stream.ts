import { type ErrorCode, isFault, isRetryable } from '../../shared/api/error-code.ts';
import type { ErrorDetails } from '../../shared/api/error-details.ts';

/** Receives what one subscription yields. After `error` or `complete` nothing follows. */
export interface StreamSink<E> {
  next(event: E): void;
  /** `lost` when the socket went away, else the code of the error that the server answered with, and what it said beside. */
  error(reason: 'lost' | ErrorCode, details?: ErrorDetails): void;
  complete(): void;
}

/** Why a stream is over for good: its last event arrived, or the server refuses it. */
export type StreamEnd = { kind: 'closed' } | { kind: 'refused'; code: ErrorCode; details: ErrorDetails };

export interface ResumableStreamOptions<E> {
  /** Starts one subscription after a cursor, or from a snapshot when that is null. Returns how to stop it. */
  open(after: string | null, sink: StreamSink<E>): () => void;
  /** The cursor to resume after this event; null where the stream has none. */
  cursorOf(event: E): string | null;
  /** True for the event which says that a fresh start follows. */
  isReset(event: E): boolean;
  /** True for the event after which the server completes. */
  isLast(event: E): boolean;
  onEvent(event: E): void;
  onEnd(end: StreamEnd): void;
  /** Milliseconds to wait before a subscription that the server broke off is tried again on the same socket. */
  retryDelay(attempt: number): number;
  /** Runs a function later; returns how to prevent that. */
  setTimer(run: () => void, delayMs: number): () => void;
}

export interface ResumableStream {
  /** Subscribes after the last seen event, unless the stream is subscribed already or over. */
  resume(): void;
  /** Unsubscribes for good. */
  close(): void;
}

/**
 * One subscription kept alive over any number of sockets. The consumer sees the events as if there had been one socket: each
 * subscription starts after the cursor of the last event that was handed over, and events of an abandoned one are ignored.
 *
 * After a reset, or when the server does not know the cursor, it starts again from a snapshot, which the consumer recognises by the
 * opening event and puts in the place of what it held. Whoever owns the socket calls `resume` when there is a new one; a
 * subscription that fails while the socket lives is retried here.
 */
export function createResumableStream<E>(options: ResumableStreamOptions<E>): ResumableStream {
  let cursor: string | null = null;
  let attempt = 0;
  let over = false;
  let generation = 0;
  let stop: (() => void) | null = null;
  let cancelTimer: (() => void) | null = null;

  function resume(): void {
    if (over || stop) return;
    cancelTimer?.();
    cancelTimer = null;
    const mine = ++generation;
    const after = cursor;
    let live = true;
    let received = 0;
    const current = () => live && mine === generation && !over;

    /** Ends this subscription; says whether it was still the current one. */
    const leave = (): boolean => {
      const was = current();
      live = false;
      if (was) stop = null;
      return was;
    };

    const unsubscribe = options.open(after, {
      next(event) {
        if (!current()) return;
        // One event, the opening one, proves little: a server that breaks off right after it must still meet growing waits.
        if (++received > 1) attempt = 0;
        options.onEvent(event);
        // A cursor is remembered once its event was taken. One of a reset is not: the snapshot that follows it could be missed.
        const next = options.cursorOf(event);
        if (options.isReset(event)) cursor = null;
        else if (next !== null) cursor = next;
        if (options.isLast(event)) end({ kind: 'closed' });
      },
      error(reason, details = {}) {
        if (!leave()) return;
        if (reason === 'lost') return;
        if (reason === 'BAD_USER_INPUT' && after !== null) {
          cursor = null;
          retryLater();
        } else if (isRetryable(reason) || isFault(reason)) retryLater();
        else if (reason !== 'UNAUTHENTICATED') end({ kind: 'refused', code: reason, details });
      },
      complete() {
        if (leave()) retryLater();
      },
    });
    if (current()) stop = unsubscribe;
  }

  function retryLater(): void {
    cancelTimer = options.setTimer(resume, options.retryDelay(attempt++));
  }

  function finish(): void {
    over = true;
    cancelTimer?.();
    stop?.();
    stop = null;
  }

  function end(reason: StreamEnd): void {
    finish();
    options.onEnd(reason);
  }

  return {
    resume,
    close: finish,
  };
}
