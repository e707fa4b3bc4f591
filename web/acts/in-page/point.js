// Brings an element on the screen and tells where its middle is, and whether a click there would reach it.
([element]) => {
  if (!element) return null;
  const { top, bottom } = element.getBoundingClientRect();
  if (top < 0 || bottom > innerHeight) element.scrollIntoView({ block: 'center', behavior: 'instant' });
  const [box] = element.getClientRects();
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const hit = document.elementFromPoint(x, y);
  return { x, y, free: hit !== null && element.contains(hit), disabled: element.disabled === true };
};
