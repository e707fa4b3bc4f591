/** The order in which a text lists its plural forms, by language. */
const forms: Record<'en' | 'ru', Intl.LDMLPluralRule[]> = { en: ['one', 'other'], ru: ['one', 'few', 'many'] };

/**
 * Picks the form of a text such as `one | few | many` for a count. A text with one form more begins with the one for zero.
 */
export function pluralIndex(locale: keyof typeof forms): (count: number, choices: number) => number {
  const rules = new Intl.PluralRules(locale);
  const order = forms[locale];
  return (count, choices) => {
    const hasZero = choices > order.length;
    if (hasZero && count === 0) return 0;
    const found = order.indexOf(rules.select(count));
    return (found < 0 ? order.length - 1 : found) + (hasZero ? 1 : 0);
  };
}
