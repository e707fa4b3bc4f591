import type { Messages } from '../en/en.ts';

export const connection: Messages['connection'] = {
  label: 'Соединение',
  connected: 'Подключено',
  connecting: 'Переподключение…',
  waiting: 'Переподключение через {n} секунду | Переподключение через {n} секунды | Переподключение через {n} секунд',
  now: 'Подключиться',
  later: 'Написанное отправится, когда связь вернётся.',
};
