import { watch } from 'vue';
import { useTheme } from '../shared/ui/theme.ts';

/** The themes of the system, and what the page names as the colour of each. */
type Colours = Record<'light' | 'dark', string>;

/** Gives the bars of the browser, or of the installed app, the colour of the app's own, also where the user chose another theme than the system's. */
export function useThemeColor(): void {
  const metas = [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')];
  const systemOf = ({ media }: HTMLMetaElement) => (media.includes('dark') ? 'dark' : 'light');
  const colours = Object.fromEntries(metas.map((meta) => [systemOf(meta), meta.content])) as Colours;

  watch(
    useTheme(),
    (theme) => {
      for (const meta of metas) meta.content = colours[theme === 'system' ? systemOf(meta) : theme];
    },
    { immediate: true },
  );
}
