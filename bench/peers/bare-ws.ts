import { randomBytes } from 'node:crypto';
import { type WebSocket, WebSocketServer } from 'ws';

/**
 * The floor: a bare `ws` loop that makes an event of what one socket sends and writes it to every socket. No names, no rights, no history, nothing
 * stored. The event is as long as Confab's.
 */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', path: '/graphql', perMessageDeflate: false });
const sockets = new Set<WebSocket>();
let seq = 0;

server.on('connection', (socket) => {
  sockets.add(socket);
  socket.on('close', () => sockets.delete(socket));
  socket.on('error', () => sockets.delete(socket));
  socket.on('message', (data) => {
    const { text, author } = JSON.parse(String(data)) as { text: string; author: string };
    seq += 1;
    const frame = JSON.stringify({
      id: 's',
      type: 'next',
      payload: {
        data: {
          roomEvents: {
            __typename: 'MessagePosted',
            cursor: randomBytes(20).toString('base64url'),
            message: {
              id: `0123456789abcdefghij-${seq}`,
              seq,
              text,
              sentAt: new Date().toISOString(),
              author: { username: author },
            },
          },
        },
      },
    });
    for (const peer of sockets) peer.send(frame);
  });
});

server.on('listening', () => {
  const { port } = server.address() as { port: number };
  console.log(`ready at http://127.0.0.1:${port}`);
});
