import { type WebSocket, WebSocketServer } from 'ws';
import { messagePosted } from './event.ts';

/**
 * The floor: a bare `ws` loop that makes an event of what one socket sends and writes it to every socket of its room. No names, no rights, no
 * history, nothing stored. A socket enters a room by `{"join":"<room>"}`; everything else it sends goes to that room.
 */
const server = new WebSocketServer({ port: 0, host: '127.0.0.1', perMessageDeflate: false });
const rooms = new Map<string, Set<WebSocket>>();

type Sent = { join: string } | { room: string; text: string; author: string };

server.on('connection', (socket) => {
  const leave = () => {
    for (const sockets of rooms.values()) sockets.delete(socket);
  };
  socket.on('close', leave);
  socket.on('error', leave);
  socket.on('message', (data) => {
    const sent = JSON.parse(String(data)) as Sent;
    if ('join' in sent) enter(sent.join, socket);
    else {
      const frame = JSON.stringify({
        id: 's',
        type: 'next',
        payload: { data: { roomEvents: messagePosted(sent) } },
      });
      for (const peer of rooms.get(sent.room) ?? []) peer.send(frame);
    }
  });
});

function enter(room: string, socket: WebSocket): void {
  const sockets = rooms.get(room) ?? new Set();
  sockets.add(socket);
  rooms.set(room, sockets);
}

server.on('listening', () => {
  const { port } = server.address() as { port: number };
  console.log(`ready at ws://127.0.0.1:${port}`);
});
