import { fanOutCase } from './fan-out.ts';

export const fanOutRooms = fanOutCase({
  name: 'fan-out-rooms',
  rooms: 20,
  subscribers: 50,
  targets: [{ atLeast: 2, times: 'bare ws' }],
});
