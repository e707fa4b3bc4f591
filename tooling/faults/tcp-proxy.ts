import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';
import { type LinkState, OPEN } from './link-state.ts';
import { openLink, type ProxiedLink, type ProxyTarget } from './proxied-link.ts';

/** A TCP proxy on 127.0.0.1 whose links can be spoilt and mended while connections live. */
export interface TcpProxy {
  readonly port: number;
  /** From now on, for open and new connections; with `of` only for those of that name, whatever holds for the others. */
  set(state: LinkState, of?: string): void;
  /** Resets what is open now, of that name if there is one; new connections pass. */
  reset(of?: string): void;
  /** Connections that are open. */
  readonly size: number;
  /** Bytes that were swallowed so far. */
  readonly swallowed: number;
  close(): Promise<void>;
}

export interface TcpProxyOptions extends ProxyTarget {
  /** 0, the default, lets the system choose. */
  port?: number;
}

/** Starts a proxy; resolves once it listens. */
export async function startTcpProxy({ target, port = 0, nameOf }: TcpProxyOptions): Promise<TcpProxy> {
  const links = new Set<ProxiedLink>();
  const byName = new Map<string, LinkState>();
  let swallowed = 0;
  let forAll: LinkState = OPEN;
  const stateOf = (name: string | undefined) => (name === undefined ? undefined : byName.get(name)) ?? forAll;

  function accept(client: Socket): void {
    const link = openLink({
      client,
      target,
      stateOf,
      ...(nameOf && { nameOf }),
      onSwallowed(bytes) {
        swallowed += bytes;
      },
      onEnd: () => links.delete(link),
    });
    links.add(link);
    link.apply();
  }

  const server = createServer({ allowHalfOpen: true, noDelay: true }, accept);
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  const chosen = (of: string | undefined) => [...links].filter(({ name }) => of === undefined || name === of);

  return {
    port: (server.address() as { port: number }).port,
    set(state, of) {
      if (of === undefined) forAll = state;
      else if (state.kind === 'open') byName.delete(of);
      else byName.set(of, state);
      for (const link of chosen(of)) link.apply();
    },
    reset(of) {
      for (const link of chosen(of)) link.reset();
    },
    get size() {
      return links.size;
    },
    get swallowed() {
      return swallowed;
    },
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const link of [...links]) link.reset();
      await closed;
    },
  };
}
