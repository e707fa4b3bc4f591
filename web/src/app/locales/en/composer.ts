export const composer = {
  message: 'Message',
  send: 'Send',
  typing: '{names} is typing… | {names} are typing…',
  and: '{first} and {last}',
  several: 'Several people',
  tooLong: 'A message has at most {max} characters; this one has {n}.',
  hint: {
    pmNoUser: 'Name somebody to write to: /pm user text',
    pmNoText: 'Add the text of the message: /pm {name} text',
    pmBadUser: '“{name}” can’t be a user. Write: /pm user text',
    pmUnknownUser: 'There is no user “{name}”.',
    pmSelf: 'This is your own name. Write to somebody else: /pm user text',
    unknownCommand: 'There is no command /{name}. Try /pm user text, or begin with // to send a slash.',
  },
};
