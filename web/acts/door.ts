import { startTcpProxy } from '../../tooling/faults/tcp-proxy.ts';
import { startReverseProxy } from '../../tooling/reverse-proxy.ts';

/** What stands between the browsers and the product, and can keep them apart. */
export interface Door {
  /** Where browsers find the product. */
  readonly url: string;
  /** The network is gone: connections are reset, new ones too. */
  shut(): void;
  /** Nothing that a browser sends arrives, and nobody tells it. Connections that lost something are reset once the door is open again. */
  swallow(): void;
  /** Every page that is loaded from now on begins with a script, which no engine lets all drivers do. */
  begin(script: string): void;
  /** All passes again, as it is. */
  open(): void;
  close(): Promise<void>;
}

/** The policy of the app's pages, but the test may put them in a frame, which is narrower than any window, and `script` in them. */
function loosened(policy: string, script: string | undefined): string {
  const framed = policy.replace(/;?\s*frame-ancestors [^;]+/, '');
  return script === undefined ? framed : framed.replace('script-src', "script-src 'unsafe-inline'");
}

export async function openDoor(target: string): Promise<Door> {
  let script: string | undefined;
  const pages = await startReverseProxy(target, {
    alter: ({ 'content-security-policy': policy, ...headers }) => ({
      ...headers,
      ...(policy !== undefined && { 'content-security-policy': loosened(String(policy), script) }),
    }),
    rewrite: (html) => (script === undefined ? html : html.replace('<head>', () => `<head><script>${script}</script>`)),
  });
  const network = await startTcpProxy({ target: { host: '127.0.0.1', port: Number(new URL(pages.url).port) } });
  return {
    url: `http://127.0.0.1:${network.port}`,
    shut: () => network.set({ kind: 'cut' }),
    swallow: () => network.set({ kind: 'half-open', deaf: 'server' }),
    begin(next) {
      script = next;
    },
    open() {
      script = undefined;
      network.set({ kind: 'open' });
    },
    async close() {
      await network.close();
      pages.close();
    },
  };
}
