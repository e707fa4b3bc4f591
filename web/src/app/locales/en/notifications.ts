export const notifications = {
  title: 'Notify me of',
  label: 'Notifications: {level}',
  all: 'All messages',
  mentions: 'Mentions only',
  none: 'Nothing',
  offer: 'Something came for you while you were away. Be told of it next time?',
  turnOn: 'Turn on notifications',
};
