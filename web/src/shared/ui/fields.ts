/**
 * What a phone's keyboard does in a field, by what is written in it: what its Enter says, whether it begins sentences with capitals and corrects
 * words. Each field of the app takes one of these, as a test demands: `<input v-bind="fields.search">`, or `<FormField kind="handle">`. What the
 * form does with Enter may be named otherwise behind it.
 */
export const fields = {
  /** Of several lines: Enter breaks them. */
  text: { enterkeyhint: 'enter', autocapitalize: 'sentences', autocorrect: 'on' },
  /** Words for people, in one line. */
  line: { enterkeyhint: 'done', autocapitalize: 'sentences', autocorrect: 'on' },
  /** What somebody is called. */
  personName: { enterkeyhint: 'done', autocapitalize: 'words', autocorrect: 'off', spellcheck: false },
  /** A name that is an address, such as a username: it is what was typed. */
  handle: { enterkeyhint: 'go', autocapitalize: 'none', autocorrect: 'off', spellcheck: false },
  search: { enterkeyhint: 'search', autocapitalize: 'none', autocorrect: 'off', spellcheck: false },
  secret: { enterkeyhint: 'go', autocapitalize: 'none', autocorrect: 'off', spellcheck: false },
  /** A number, an address to be copied: nothing that has words. */
  value: { enterkeyhint: 'done', autocapitalize: 'none', autocorrect: 'off', spellcheck: false },
} as const;

export type FieldKind = keyof typeof fields;
