import type { Messages } from '../en/en.ts';

export const switcher: Messages['switcher'] = {
  title: 'Найти комнату или человека',
  invited: 'Приглашение',
  none: 'Нет подходящих комнат и людей',
};
