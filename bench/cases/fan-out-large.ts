import { fanOutCase } from './fan-out.ts';

export const fanOutLarge = fanOutCase({
  name: 'fan-out-large',
  rooms: 1,
  subscribers: 1_000,
  targets: [{ atLeast: 2, times: 'bare ws' }],
});
