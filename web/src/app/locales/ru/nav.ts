import type { Messages } from '../en.ts';

export const nav: Messages['nav'] = {
  label: 'Комнаты и люди',
  rooms: 'Мои комнаты',
  people: 'Люди',
  noRooms: 'Вы ещё не вошли ни в одну комнату.',
  noPeople: 'Нажмите на того, кто в сети, чтобы написать ему.',
  unread: '{n} непрочитанное сообщение | {n} непрочитанных сообщения | {n} непрочитанных сообщений',
};
