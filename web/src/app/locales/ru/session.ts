import type { Messages } from '../en.ts';

export const session: Messages['session'] = {
  welcome: 'С возвращением',
  newcomer: 'Новая учётная запись',
  username: 'Имя пользователя',
  usernameHint: 'От 1 до 64 букв, цифр, «-» или «_»',
  password: 'Пароль',
  passwordHint: 'От 8 до 256 символов',
  badUsername: 'Имя пользователя: от 1 до 64 букв, цифр, «-» или «_».',
  badPassword: 'В пароле должно быть от 8 до 256 символов.',
  signIn: 'Войти',
  newHere: 'Впервые здесь?',
  createAccount: 'Зарегистрироваться',
  haveAccount: 'У меня уже есть учётная запись',
  wrong: 'Неверное имя пользователя или пароль.',
  taken: 'Это имя уже занято.',
  ended: 'Сеанс завершён. Войдите снова.',
};
