// Runs before anything is painted, so that the page never flashes in the other theme. It is a file of its own because the
// Content-Security-Policy allows nothing inline; src/shared/ui/theme.ts writes what is read here.
try {
  const theme = localStorage.getItem('confab.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // A browser that keeps nothing follows the system.
}
