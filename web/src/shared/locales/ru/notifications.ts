import type { Messages } from '../en/en.ts';

export const notifications: Messages['notifications'] = {
  title: 'Уведомлять меня',
  label: 'Уведомления: {level}',
  all: 'Обо всех сообщениях',
  mentions: 'Только об упоминаниях',
  none: 'Ни о чём',
  offer: 'Пока вас не было, вам написали. Уведомить в следующий раз?',
  turnOn: 'Включить уведомления',
};
