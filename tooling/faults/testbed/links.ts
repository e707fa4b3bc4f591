import { type LinkState, OPEN } from '../link-state.ts';
import { startTcpProxy, type TcpProxy } from '../tcp-proxy.ts';

/** A link between two processes. */
export interface Link {
  set(state: LinkState): void;
  reset(): void;
}

/** Every link of a testbed, by name: `<process>~<what it calls>`; `clients~gateway-0`; `mongo-0~all` for a whole member. */
export interface Links {
  names(): string[];
  get(name: string): Link;
  /** Puts a proxy there; `port` is what the caller then dials. */
  open(name: string, port: number): Promise<TcpProxy>;
  /** Puts a proxy before a member of MongoDB, through which all its callers come; a link each for those that are named. */
  openMember(member: string, options: { port: number; callers: readonly string[] }): Promise<TcpProxy>;
  mendAll(): void;
  close(): Promise<void>;
}

export function createLinks(): Links {
  const links = new Map<string, Link>();
  const proxies: TcpProxy[] = [];

  async function start(options: Parameters<typeof startTcpProxy>[0]): Promise<TcpProxy> {
    const proxy = await startTcpProxy(options);
    proxies.push(proxy);
    return proxy;
  }

  return {
    names: () => [...links.keys()],
    get(name) {
      const link = links.get(name);
      if (!link) throw new Error(`there is no link ${name}`);
      return link;
    },
    async open(name, port) {
      const proxy = await start({ target: { host: '127.0.0.1', port } });
      links.set(name, proxy);
      return proxy;
    },
    async openMember(member, { port, callers }) {
      const proxy = await start({ target: { host: '127.0.0.1', port }, nameOf: applicationOf });
      links.set(`${member}~all`, proxy);
      for (const caller of callers) {
        const link = {
          set: (state: LinkState) => proxy.set(state, caller),
          reset: () => proxy.reset(caller),
        };
        links.set(`${caller}~${member}`, link);
      }
      return proxy;
    },
    mendAll() {
      for (const link of links.values()) link.set(OPEN);
    },
    async close() {
      await Promise.all(proxies.map((proxy) => proxy.close()));
    },
  };
}

/** `appName` of the connection string: drivers send it with the first message of each connection, as BSON `application: { name: … }`. */
function applicationOf(first: Buffer): string | undefined {
  const at = first.indexOf('application\0');
  if (at < 0) return undefined;
  const nameAt = first.indexOf('\u0002name\0', at);
  if (nameAt < 0) return undefined;
  const lengthAt = nameAt + '\u0002name\0'.length;
  return first.toString('utf8', lengthAt + 4, lengthAt + 4 + first.readInt32LE(lengthAt) - 1);
}
