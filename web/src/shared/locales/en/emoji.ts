/** The emoji picker. */
export const emoji = {
  label: 'Emoji',
  search: 'Search emoji',
  recent: 'Recently used',
  groups: {
    0: 'Smileys and emotion',
    1: 'People and body',
    3: 'Animals and nature',
    4: 'Food and drink',
    5: 'Travel and places',
    6: 'Activities',
    7: 'Objects',
    8: 'Symbols',
    9: 'Flags',
  },
  none: 'No results',
  failed: 'Couldn’t load the emoji.',
};
