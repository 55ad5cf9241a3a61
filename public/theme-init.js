// Before the first paint: the reader's own choice of theme, if they made one. Otherwise the system decides.
try {
  const theme = localStorage.getItem('theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch {
  // Storage is blocked: the system theme it is.
}
