import type { Messages } from '../en/en.ts';

export const search: Messages['search'] = {
  title: 'Поиск сообщений',
  text: 'Что искать',
  where: 'Где',
  everywhere: 'Везде',
  here: 'Здесь: {name}',
  results: 'Найденные сообщения',
  none: 'Ничего не найдено',
  noneHere: 'В «{name}» ничего не найдено',
  all: 'Искать во всех комнатах',
  messagesFor: 'Искать сообщения: «{text}»',
  hint: 'Найдутся сообщения, в которых есть все эти слова в любой форме.',
  more: 'Показать ещё',
  inRoom: 'в «{name}»',
  privately: 'с {name}',
};
