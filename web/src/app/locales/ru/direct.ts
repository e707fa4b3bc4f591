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
  actionsFor: 'Действия: {name}',
  block: 'Заблокировать',
  blockTitle: 'Заблокировать {name}?',
  blockText:
    'Личные сообщения, упоминания и приглашения от этого человека больше не будут приходить. Ему об этом не сообщат. Разблокировать можно в любой момент.',
  unblock: 'Разблокировать',
  blocked: 'Вы заблокировали {name}. Чтобы написать, сначала разблокируйте.',
};
