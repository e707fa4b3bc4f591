// What a finger would miss or a phone would get wrong, a line each: controls of less than 44 px, fields of less than 16 px, and fields for which
// nobody said what a phone's keyboard does in them. Links in running text may be as high as their line (WCAG 2.5.8).
(() => {
  const LEAST = 44;
  const CONTROLS =
    'a[href], button, input, select, textarea, summary, [role="tab"], [role="option"], [role^="menuitem"], [role="switch"]';
  const TYPED = 'textarea, input:not([type="checkbox"], [type="radio"], [type="range"], [type="number"], [readonly])';

  /** What is tapped for a box or a round one is its label as well. */
  function sizeOf(control) {
    const parts = control.matches('[type="checkbox"], [type="radio"]') ? [control, ...control.labels] : [control];
    const boxes = parts.map((part) => part.getBoundingClientRect());
    const sides = (least, most) => Math.max(...boxes.map(most)) - Math.min(...boxes.map(least));
    return {
      width: sides(
        ({ left }) => left,
        ({ right }) => right,
      ),
      height: sides(
        ({ top }) => top,
        ({ bottom }) => bottom,
      ),
    };
  }

  const isInText = (control) => control.localName === 'a' && getComputedStyle(control).display === 'inline';
  const isShown = (control) => control.checkVisibility({ visibilityProperty: true }) && !control.closest('[inert]');
  const nameOf = (control) =>
    `${control.localName}.${control.className} “${(control.ariaLabel ?? control.textContent).trim().slice(0, 40)}”`;

  const shown = [...document.querySelectorAll(CONTROLS)].filter(isShown);
  // Half a pixel is what zoom takes.
  const small = shown
    .filter((control) => !isInText(control))
    .map((control) => ({ control, ...sizeOf(control) }))
    .filter(({ width, height }) => width < LEAST - 0.5 || height < LEAST - 0.5)
    .map(({ control, width, height }) => `${nameOf(control)}: ${Math.round(width)} × ${Math.round(height)}`);
  const fine = shown
    .filter((control) => control.matches('input, select, textarea'))
    .filter((field) => Number.parseFloat(getComputedStyle(field).fontSize) < 16)
    .map((field) => `${nameOf(field)}: text of ${getComputedStyle(field).fontSize}`);
  const unsaid = shown
    .filter((control) => control.matches(TYPED))
    .flatMap((field) =>
      ['enterkeyhint', 'autocapitalize', 'autocorrect']
        .filter((name) => !field.hasAttribute(name))
        .map((name) => `${nameOf(field)}: no ${name}`),
    );
  return [...small, ...fine, ...unsaid];
})();
