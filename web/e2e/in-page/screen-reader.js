// Runs in the page before its own scripts. It listens as a screen reader does: to what is added to a polite live region, as the region
// stands once the browser has drawn it.
{
  const spoken = [];

  const isAnnounced = (node) => {
    const region = node.closest('[aria-live]');
    return region?.matches('[role="log"][aria-live="polite"]') && node.isConnected;
  };

  const observer = new MutationObserver((mutations) => {
    const added = mutations.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    requestAnimationFrame(() => {
      for (const node of added) {
        const articles = node.matches('article') ? [node] : [...node.querySelectorAll('article')];
        for (const article of articles) if (isAnnounced(article)) spoken.push(article.textContent);
      }
    });
  });
  document.addEventListener('DOMContentLoaded', () =>
    observer.observe(document.body, { childList: true, subtree: true }),
  );

  window.screenReader = { spoken: () => spoken, forget: () => spoken.splice(0) };
}
