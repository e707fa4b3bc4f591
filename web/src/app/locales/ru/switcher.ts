import type { Messages } from '../en.ts';

export const switcher: Messages['switcher'] = {
  title: 'Перейти в комнату или к человеку',
  none: 'Нет подходящих комнат и людей',
};
