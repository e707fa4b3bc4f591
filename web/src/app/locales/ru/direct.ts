import type { Messages } from '../en.ts';

export const direct: Messages['direct'] = {
  privately: 'Личная переписка',
  unknownUser: 'Пользователя «{name}» нет. Проверьте, как пишется имя.',
  self: 'Для личной переписки нужен кто-то другой: это ваше собственное имя.',
  online: 'в сети',
  offline: 'не в сети',
  lastSeen: 'в сети {time}',
  incoming: '{name} пишет вам: {text}',
  mentioned: '{name} упоминает вас в {room}: {text}',
  invited: '{name} приглашает вас в {room}',
  open: 'Открыть',
};
