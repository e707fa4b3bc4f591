// Parts of the page that scroll and of which nobody said whether Tab leads to them: Firefox leads to each, and Chromium to those in which nothing
// takes the focus. What it leads to has a name and a role.
[...document.querySelectorAll('body, body *')]
  .filter((part) => {
    if (part.matches('input, select, textarea')) return false;
    const { overflowX, overflowY } = getComputedStyle(part);
    const scrolls = (overflow, content, seen) => /auto|scroll/.test(overflow) && content > seen;
    const isScrolled =
      scrolls(overflowY, part.scrollHeight, part.clientHeight) ||
      scrolls(overflowX, part.scrollWidth, part.clientWidth);
    if (!isScrolled || part.getAttribute('tabindex') === '-1') return false;
    const isNamed = part.hasAttribute('aria-label') || part.hasAttribute('aria-labelledby');
    return !(part.tabIndex === 0 && part.hasAttribute('tabindex') && isNamed);
  })
  .map((part) => `${part.localName}.${part.className}`);
