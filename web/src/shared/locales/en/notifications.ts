export const notifications = {
  title: 'Notify me about',
  label: 'Notifications: {level}',
  all: 'All messages',
  mentions: 'Mentions only',
  none: 'Nothing',
  offer: 'You got messages while you were away. Get notified next time?',
  turnOn: 'Turn on notifications',
};
