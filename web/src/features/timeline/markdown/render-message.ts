import type { KnownNames } from './known-names.ts';
import { createMarkdown } from './markdown.ts';
import { createOneLine } from './one-line.ts';
import { sanitise } from './sanitise.ts';
import { type Ending, withEnding } from './with-ending.ts';

export interface MessageRenderer {
  /** The HTML of a text for somebody. The same text is rendered once; each edit is another text. */
  render(text: string, viewerName: string): string;
  /** The same with a remark at its end. */
  renderWith(ending: Ending, text: string, viewerName: string): string;
  /** The HTML of the beginning of a text, in one line without links. */
  renderLine(text: string, viewerName: string): string;
  /** What was rendered may be shown otherwise from now on: more names are known. */
  forget(): void;
}

/** As many texts as a few windows of messages hold. */
const CACHED_TEXTS = 600;
/** More than a line shows, and no more than a screen reader should have to say. */
const LINE_LENGTH = 160;

export interface MessageRendererOptions {
  /** Called once code can be highlighted: what was rendered before that holds it plain. */
  onHighlighter(): void;
  /** Whom a mention means, as far as that is known. */
  meant: KnownNames['meant'];
}

export function createMessageRenderer({ onHighlighter, meant }: MessageRendererOptions): MessageRenderer {
  const cache = new Map<string, string>();
  let highlighter: typeof import('./highlight.ts') | null = null;
  let asked = false;

  const toLine = createOneLine(LINE_LENGTH);
  const toHtml = createMarkdown({
    highlight(code, language) {
      if (!asked) void loadHighlighter();
      return highlighter?.highlight(code, language) ?? null;
    },
  });

  /** Only rooms where somebody shows code take it. Where it can't be loaded, code stays plain until the next one is shown. */
  async function loadHighlighter(): Promise<void> {
    asked = true;
    try {
      highlighter = await import('./highlight.ts');
      cache.clear();
      onHighlighter();
    } catch {
      asked = false;
    }
  }

  const renderer: MessageRenderer = {
    render(text, viewerName) {
      const key = `${viewerName} ${text}`;
      const known = cache.get(key);
      if (known !== undefined) return known;
      let isSettled = true;
      const note: KnownNames['meant'] = (names) => {
        const name = meant(names);
        isSettled &&= name !== undefined;
        return name;
      };
      const html = sanitise(toHtml(text, { viewerName, meant: note }));
      if (!isSettled) return html;
      if (cache.size >= CACHED_TEXTS) cache.delete(cache.keys().next().value ?? '');
      cache.set(key, html);
      return html;
    },
    renderWith: (ending, text, viewerName) => withEnding(renderer.render(text, viewerName), ending),
    renderLine: (text, viewerName) => sanitise(toLine(text, { viewerName, meant })),
    forget: () => cache.clear(),
  };
  return renderer;
}
