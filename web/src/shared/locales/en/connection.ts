export const connection = {
  label: 'Connection',
  connected: 'Connected',
  connecting: 'Reconnecting…',
  waiting: 'Reconnecting in {n} second | Reconnecting in {n} seconds',
  now: 'Reconnect now',
  later: 'What you write will be sent then.',
};
