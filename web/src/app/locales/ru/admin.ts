import type { Messages } from '../en.ts';

export const admin: Messages['admin'] = {
  title: 'Управление',
  notAllowed: 'Эта страница вам недоступна.',
  users: 'Пользователи',
  rooms: 'Список комнат',
  name: 'Имя',
  role: 'Роль',
  created: 'Создано',
  onlineNow: 'В сети',
  members: 'Участники',
  visibility: 'Доступ',
  yes: 'да',
  no: 'нет',
  ADMIN: 'Администратор',
  MEMBER: 'Участник',
  PUBLIC: 'открытая',
  PRIVATE: 'закрытая',
};
