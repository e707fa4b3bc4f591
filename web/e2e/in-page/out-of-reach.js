// The buttons of the uppermost dialog that can't be clicked, even once they are scrolled to.
[...([...document.querySelectorAll('[role="dialog"], [role="alertdialog"]')].at(-1)?.querySelectorAll('button') ?? [])]
  .filter((button) => {
    button.scrollIntoView({ block: 'nearest' });
    const { left, right, top, bottom } = button.getBoundingClientRect();
    const isWithin = left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight;
    return !isWithin || !button.contains(document.elementFromPoint((left + right) / 2, (top + bottom) / 2));
  })
  .map((button) => button.ariaLabel ?? button.textContent.trim());
