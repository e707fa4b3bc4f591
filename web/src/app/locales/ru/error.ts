import type { Messages } from '../en.ts';

export const error: Messages['error'] = {
  BAD_USER_INPUT: 'Сервер это не принял.',
  UNAUTHENTICATED: 'Войдите снова.',
  FORBIDDEN: 'Вам это не разрешено.',
  NOT_FOUND: 'Этого нет (или уже нет).',
  ALREADY_EXISTS: 'Такое уже есть.',
  CONFLICT: 'Кто-то изменил это одновременно с вами. Повторите.',
  RATE_LIMITED: 'Слишком много запросов. Подождите и повторите.',
  UNAVAILABLE: 'Сервер сейчас не может это сделать. Повторите чуть позже.',
  NETWORK: 'Сервер недоступен. Проверьте соединение и повторите.',
  UNKNOWN: 'Что-то пошло не так. Повторите.',
};
