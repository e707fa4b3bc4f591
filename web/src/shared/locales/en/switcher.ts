export const switcher = {
  title: 'Jump to a room or person',
  invited: 'Invited',
  none: 'No room or person matches',
};
