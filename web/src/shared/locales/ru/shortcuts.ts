import type { Messages } from '../en/en.ts';

export const shortcuts: Messages['shortcuts'] = {
  title: 'Сочетания клавиш',
  switch: 'Найти комнату или человека',
  search: 'Поиск сообщений',
  nextPlace: 'Следующая комната или переписка',
  previousPlace: 'Предыдущая комната или переписка',
  nextUnread: 'Следующее непрочитанное',
  previousUnread: 'Предыдущее непрочитанное',
  markRead: 'Отметить всё в комнате прочитанным',
  list: 'Показать сочетания клавиш',
};
