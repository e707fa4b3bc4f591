import { connect, type Socket } from 'node:net';
import type { LinkState } from './link-state.ts';

/** Where a proxy's connections go, and whose they are. */
export interface ProxyTarget {
  /** Nothing needs to listen there: then connections are reset. */
  target: { host: string; port: number };
  /** Whose connection it is, from the first bytes that its client sent; until those come it has no name. */
  nameOf?(first: Buffer): string | undefined;
}

/** One connection through a proxy. */
export interface ProxiedLink {
  readonly name: string | undefined;
  /** Takes the state that now holds for it. */
  apply(): void;
  reset(): void;
}

interface LinkOptions extends ProxyTarget {
  client: Socket;
  stateOf(name: string | undefined): LinkState;
  /** So many bytes were lost. */
  onSwallowed(bytes: number): void;
  onEnd(): void;
}

/** One direction. What is on its way later than now stays in order, whatever the delay becomes. */
interface Pipe {
  from: Socket;
  to: Socket;
  queue: { dueMs: number; chunk: Buffer | undefined }[];
  timer: NodeJS.Timeout | undefined;
  /** Bytes were swallowed. */
  lossy: boolean;
  /** That no more will come is not known to the other side. */
  endLost: boolean;
}

/** Above this the sender is not read until the other side has drained. */
const MAX_QUEUED = 1_000;

export function openLink({ client, target, nameOf, stateOf, onSwallowed, onEnd }: LinkOptions): ProxiedLink {
  const server = connect({ ...target, allowHalfOpen: true, noDelay: true });
  const toServer: Pipe = { from: client, to: server, queue: [], timer: undefined, lossy: false, endLost: false };
  const toClient: Pipe = { from: server, to: client, queue: [], timer: undefined, lossy: false, endLost: false };
  let name: string | undefined;
  let named = nameOf === undefined;
  let ended = false;

  function reset(): void {
    if (ended) return;
    ended = true;
    for (const pipe of [toServer, toClient]) clearTimeout(pipe.timer);
    client.resetAndDestroy();
    server.resetAndDestroy();
    onEnd();
  }

  function isDeaf(pipe: Pipe, state: LinkState): boolean {
    if (state.kind !== 'half-open') return false;
    return state.deaf === 'both' || state.deaf === (pipe === toServer ? 'server' : 'client');
  }

  /** `undefined` is the end of what that side sends. */
  function take(pipe: Pipe, chunk: Buffer | undefined): void {
    if (ended) return;
    if (!named && pipe === toServer && chunk) {
      name = nameOf?.(chunk);
      named = true;
    }
    const state = stateOf(name);
    if (isDeaf(pipe, state)) swallow(pipe, chunk);
    else if (state.kind === 'cut' || (state.kind !== 'half-open' && (toServer.lossy || toClient.lossy))) reset();
    else pass(pipe, chunk, state.kind === 'delayed' ? state.ms : 0);
  }

  function swallow(pipe: Pipe, chunk: Buffer | undefined): void {
    pipe.lossy = true;
    if (chunk === undefined) pipe.endLost = true;
    else onSwallowed(chunk.length);
  }

  function pass(pipe: Pipe, chunk: Buffer | undefined, delayMs: number): void {
    if (delayMs === 0 && pipe.queue.length === 0) {
      hand(pipe, chunk);
      return;
    }
    pipe.queue.push({ dueMs: performance.now() + delayMs, chunk });
    if (pipe.queue.length >= MAX_QUEUED) pipe.from.pause();
    schedule(pipe);
  }

  function schedule(pipe: Pipe): void {
    const [first] = pipe.queue;
    if (pipe.timer !== undefined || first === undefined) return;
    pipe.timer = setTimeout(flush, Math.max(0, first.dueMs - performance.now()), pipe);
  }

  function flush(pipe: Pipe): void {
    pipe.timer = undefined;
    const now = performance.now();
    while (pipe.queue[0] && pipe.queue[0].dueMs <= now) hand(pipe, pipe.queue.shift()?.chunk);
    if (pipe.queue.length < MAX_QUEUED) pipe.from.resume();
    schedule(pipe);
  }

  function hurry(pipe: Pipe): void {
    for (const waiting of pipe.queue) waiting.dueMs = 0;
    clearTimeout(pipe.timer);
    pipe.timer = undefined;
    schedule(pipe);
  }

  function hand({ from, to }: Pipe, chunk: Buffer | undefined): void {
    if (ended) return;
    if (chunk === undefined) to.end();
    else if (!to.write(chunk)) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  }

  for (const pipe of [toServer, toClient]) {
    pipe.from.on('data', (chunk: Buffer) => take(pipe, chunk));
    pipe.from.on('end', () => take(pipe, undefined));
    // A connection that one side has torn down is torn down for the other, unless the news cannot travel.
    pipe.from.on('error', () => {
      if (isDeaf(pipe, stateOf(name))) swallow(pipe, undefined);
      else reset();
    });
    pipe.from.on('close', () => {
      if (client.destroyed && server.destroyed) finish();
    });
  }

  function finish(): void {
    if (ended) return;
    ended = true;
    onEnd();
  }

  return {
    get name() {
      return name;
    },
    apply() {
      const state = stateOf(name);
      if (state.kind === 'half-open') return;
      // The news of an end that was swallowed is late, not lost for ever.
      if (state.kind === 'cut' || toServer.endLost || toClient.endLost) reset();
      else if (state.kind === 'open') for (const pipe of [toServer, toClient]) hurry(pipe);
    },
    reset,
  };
}
