import type { Messages } from '../en/en.ts';

export const shortcuts: Messages['shortcuts'] = {
  title: 'Сочетания клавиш',
  switch: 'Найти комнату или человека',
  search: 'Найти сообщения',
  nextPlace: 'Следующая комната или переписка',
  previousPlace: 'Предыдущая комната или переписка',
  nextUnread: 'Следующая с непрочитанным',
  previousUnread: 'Предыдущая с непрочитанным',
  markRead: 'Отметить прочитанным',
  list: 'Показать сочетания клавиш',
};
