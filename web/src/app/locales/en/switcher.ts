export const switcher = {
  title: 'Jump to a room or person',
  none: 'Nothing is called that.',
};
