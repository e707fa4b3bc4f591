// Brings an element on the screen and tells where its middle is, and whether a click there would reach it.
([element]) => {
  if (!element) return null;
  const look = () => {
    const [box] = element.getClientRects();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    const hit = document.elementFromPoint(x, y);
    return { x, y, free: hit !== null && element.contains(hit), disabled: element.disabled === true };
  };
  const first = look();
  if (first.free) return first;
  // The app follows what is open until somebody scrolls: it has to hear that this is somebody.
  element.dispatchEvent(new WheelEvent('wheel', { bubbles: true }));
  element.scrollIntoView({ block: 'center', behavior: 'instant' });
  return look();
};
