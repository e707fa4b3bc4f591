// What can be scrolled sideways though it should not: those parts of the page that hold text of any length, each with how many pixels are hidden.
[
  ...document.querySelectorAll(
    'html, main .page, main nav, nav.nav, [role="dialog"], [role="alertdialog"], [role="menu"], [role="log"], [role="tablist"]',
  ),
]
  .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)
  .map(
    (part) =>
      `${part.getAttribute('role') ?? part.localName}.${part.className}: ${part.scrollWidth - part.clientWidth} px`,
  );
