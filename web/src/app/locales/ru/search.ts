import type { Messages } from '../en.ts';

export const search: Messages['search'] = {
  title: 'Поиск сообщений',
  text: 'Что искать',
  where: 'Где',
  everywhere: 'Везде',
  here: 'Здесь: {name}',
  results: 'Найденные сообщения',
  none: 'Ничего не найдено.',
  hint: 'Сообщения со всеми словами, в любой их форме. Новые сообщения находятся через секунду.',
  more: 'Показать ещё',
  inRoom: 'в {name}',
  privately: 'с {name}',
};
