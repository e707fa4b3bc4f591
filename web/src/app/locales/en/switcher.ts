export const switcher = {
  title: 'Jump to a room or person',
  none: 'No room or person matches',
};
