import type { Messages } from '../en.ts';

export const composer: Messages['composer'] = {
  message: 'Сообщение',
  send: 'Отправить',
  typing: '{names} печатает… | {names} печатают… | {names} печатают…',
  and: '{first} и {last}',
  several: 'Несколько человек',
  tooLong: 'В сообщении не больше {max} символов, а здесь {n}.',
  hint: {
    pmNoUser: 'Укажите, кому написать: /pm имя текст',
    pmNoText: 'Добавьте текст сообщения: /pm {name} текст',
    pmBadUser: '«{name}» не может быть именем. Напишите: /pm имя текст',
    pmUnknownUser: 'Пользователя «{name}» нет.',
    pmSelf: 'Это ваше собственное имя. Напишите кому-нибудь другому: /pm имя текст',
    unknownCommand: 'Команды /{name} нет. Попробуйте /pm имя текст или начните с //, чтобы отправить косую черту.',
  },
};
