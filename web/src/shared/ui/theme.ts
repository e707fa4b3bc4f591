import { type Ref, ref, watch } from 'vue';
import { localTexts } from '../browser/local-texts.ts';

export const themes = ['system', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

/** `public/theme.js` reads it before the page is painted. */
const STORAGE_KEY = 'confab.theme';

function stored(): Theme {
  const found = localTexts.get(STORAGE_KEY);
  return themes.find((theme) => theme === found) ?? 'system';
}

const theme = ref<Theme>(stored());

watch(theme, (chosen) => {
  if (chosen === 'system') delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = chosen;
  localTexts.set(STORAGE_KEY, chosen);
});

localTexts.onChange((key) => {
  if (key === STORAGE_KEY) theme.value = stored();
});

/** The theme of the page: setting it shows it at once, here and in the other tabs, and keeps it in this browser. */
export function useTheme(): Ref<Theme> {
  return theme;
}
