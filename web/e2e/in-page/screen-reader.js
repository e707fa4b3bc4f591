// Runs in the page before its own scripts. It listens to the log as a screen reader does: to elements that are added to a live region, each as
// the nearest `aria-live` around it says once the browser has drawn it, without the parts that are off.
{
  const spoken = [];

  const isAnnounced = (node) =>
    node.isConnected && node.closest('[role="log"]') && node.closest('[aria-live]').ariaLive === 'polite';

  const textOf = (node) => {
    const copy = node.cloneNode(true);
    for (const part of copy.querySelectorAll('[aria-live="off"]')) part.remove();
    return copy.textContent.trim();
  };

  const observer = new MutationObserver((mutations) => {
    const added = mutations.flatMap(({ addedNodes }) => [...addedNodes]).filter((node) => node instanceof Element);
    requestAnimationFrame(() => {
      for (const node of added) if (isAnnounced(node) && textOf(node) !== '') spoken.push(textOf(node));
    });
  });
  document.addEventListener('DOMContentLoaded', () =>
    observer.observe(document.body, { childList: true, subtree: true }),
  );

  window.screenReader = { spoken: () => spoken };
}
