import type { Messages } from '../en.ts';

export const switcher: Messages['switcher'] = {
  title: 'Перейти в комнату или к человеку',
  invited: 'Приглашение',
  none: 'Нет подходящих комнат и людей',
};
