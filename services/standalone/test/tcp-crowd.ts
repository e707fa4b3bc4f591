import { connect, type Socket } from 'node:net';

export interface CrowdOptions {
  url: string;
  size: number;
  /** Where the connections come from. */
  from?: string;
  /** What each says once it is open. */
  say?: string;
  /** How soon another takes the place of one that was closed, until the crowd leaves. Absent: none does. */
  backAfterMs?: number;
}

/** Connections that do something other than being clients. */
export interface Crowd {
  /** Those that the server has accepted and not closed. */
  readonly open: number;
  /** What was answered to those that were closed. */
  readonly answers: readonly string[];
  leave(): void;
}

/** Resolves once each of them was accepted, or refused. */
export async function assembleCrowd({ url, size, from, say, backAfterMs }: CrowdOptions): Promise<Crowd> {
  const { hostname, port } = new URL(url);
  const sockets = new Set<Socket>();
  const answers: string[] = [];
  let leaving = false;

  const join = (): Promise<void> =>
    new Promise((resolve) => {
      const socket = connect({
        host: hostname.replace(/[[\]]/g, ''),
        port: Number(port),
        ...(from && { localAddress: from }),
      });
      let answer = '';
      socket.once('connect', () => {
        sockets.add(socket);
        if (say !== undefined) socket.write(say);
        resolve();
      });
      socket.on('data', (data) => {
        if (answer.length < 1_000) answer += data.toString('latin1');
      });
      socket.on('error', () => undefined);
      socket.once('close', () => {
        sockets.delete(socket);
        answers.push(answer);
        resolve();
        if (backAfterMs !== undefined) setTimeout(() => leaving || void join(), backAfterMs).unref();
      });
    });

  await Promise.all(Array.from({ length: size }, join));
  return {
    get open() {
      return sockets.size;
    },
    answers,
    leave() {
      leaving = true;
      for (const socket of sockets) socket.destroy();
    },
  };
}
