export const search = {
  title: 'Search messages',
  text: 'What to look for',
  where: 'Where',
  everywhere: 'Everywhere',
  here: 'In {name}',
  results: 'Found messages',
  none: 'Nothing was found.',
  hint: 'Messages with all the words, in any of their forms. New messages are found after a second.',
  more: 'Show more',
  inRoom: 'in {name}',
  privately: 'with {name}',
};
