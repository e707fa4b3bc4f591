import type { Messages } from '../en.ts';

export const room: Messages['room'] = {
  online: 'В сети',
  onlineCount: '{n} в сети | {n} в сети | {n} в сети',
  openConversation: 'Открыть переписку: {name}',
  join: 'Войти',
  leave: 'Покинуть',
  joinToPost: 'Войдите в комнату, чтобы писать в ней.',
  announcements: 'В этой комнате пишут только модераторы.',
  notMember: 'Вы не в комнате «{name}». Если вас пригласили, можно войти.',
  notFound: 'Комнаты «{name}» нет, или она закрыта для вас. Проверьте название или попросите участника вас пригласить.',
  closed: {
    DELETED: 'Комната удалена.',
    KICKED: 'Вас удалили из комнаты.',
    BANNED: 'Вас заблокировали в комнате.',
    LEFT: 'Вы покинули комнату.',
  },
};
