import { useRouter } from 'vue-router';

/** Handles clicks on links to pages of the app within rendered text, without loading the app again. */
export function useInternalLinks(): (event: MouseEvent) => void {
  const router = useRouter();
  return (event) => {
    if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const link = event.target instanceof Element ? event.target.closest('a') : null;
    const href = link?.getAttribute('href');
    if (!href?.startsWith('/')) return;
    event.preventDefault();
    void router.push(href);
  };
}
