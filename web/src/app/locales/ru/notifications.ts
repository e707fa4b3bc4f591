import type { Messages } from '../en.ts';

export const notifications: Messages['notifications'] = {
  title: 'Уведомлять меня',
  label: 'Уведомления: {level}',
  all: 'Обо всех сообщениях',
  mentions: 'Только об упоминаниях',
  none: 'Ни о чём',
  offer: 'Пока вас не было, вам написали. Сообщать об этом в следующий раз?',
  turnOn: 'Включить уведомления',
};
