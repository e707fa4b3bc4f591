import type { Messages } from '../en.ts';

export const app: Messages['app'] = {
  connecting: 'Подключение…',
  unreachable: 'Сервер недоступен. Пробуем ещё раз…',
  skip: 'К содержанию',
  menu: 'Меню',
  closeMenu: 'Закрыть меню',
  lobby: 'Все комнаты',
  admin: 'Управление',
  signOut: 'Выйти',
  language: 'Язык',
  notFound: 'По этому адресу ничего нет.',
  backToLobby: 'Вернуться к комнатам',
  loading: 'Загрузка…',
  tryAgain: 'Повторить',
  dismiss: 'Закрыть',
  close: 'Закрыть',
  cancel: 'Отмена',
  account: 'Учётная запись: {name}',
  theme: { label: 'Тема', system: 'Системная', light: 'Светлая', dark: 'Тёмная' },
};
