import { createServer } from 'node:http';
import { Server } from 'socket.io';
import { messagePosted } from './event.ts';

/** Socket.IO 4 as its documentation sets it up, over WebSocket alone: rooms, one broadcast for each message, nothing stored. */
const http = createServer();
const io = new Server(http, { transports: ['websocket'] });

io.on('connection', (socket) => {
  socket.on('join', (room: string) => void socket.join(room));
  socket.on('post', ({ room, text, author }: { room: string; text: string; author: string }) => {
    io.to(room).emit('event', messagePosted({ text, author }));
  });
});

http.listen(0, '127.0.0.1', () => {
  const { port } = http.address() as { port: number };
  console.log(`ready at ws://127.0.0.1:${port}`);
});
