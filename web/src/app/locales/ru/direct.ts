import type { Messages } from '../en.ts';

export const direct: Messages['direct'] = {
  unknownUser: 'Пользователя «{name}» нет. Проверьте, правильно ли написано имя.',
  self: 'Себе написать нельзя. Выберите кого-нибудь другого.',
  online: 'в сети',
  offline: 'не в сети',
  lastSeen: 'был(а) в сети в {time}',
  lastSeenOn: 'был(а) в сети {day} в {time}',
  incoming: '{name} пишет вам: {text}',
  mentioned: '{name} упоминает вас в {room}: {text}',
  invited: '{name} приглашает вас в {room}',
  open: 'Открыть',
  profile: {
    title: 'Профиль',
    you: 'Это вы.',
    edit: 'Изменить профиль',
    gone: 'Учётная запись удалена.',
    notMember: 'Не участвует в этой комнате',
    admin: 'Администратор',
    message: 'Написать',
    mention: 'Упомянуть',
    whisper: 'Шепнуть',
  },
  beginning: 'Здесь начинается ваша переписка. Собеседник: {name}. Читать её можете только вы двое.',
  actionsFor: 'Действия: {name}',
  block: 'Заблокировать',
  blockTitle: 'Заблокировать {name}?',
  blockText:
    'Этот человек не сможет писать вам, упоминать и приглашать вас. Ему об этом не сообщат. Разблокировать можно в любой момент.',
  unblock: 'Разблокировать',
  blocked: 'Вы заблокировали {name}. Чтобы написать, разблокируйте.',
};
