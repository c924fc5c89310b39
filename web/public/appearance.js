// Before anything is painted: what the reader chose, or what the system prefers. A file, because no script stands inline.
(() => {
  const kept = (name) => {
    try {
      return localStorage.getItem(name);
    } catch {
      return null;
    }
  };
  const root = document.documentElement;
  const dark = matchMedia('(prefers-color-scheme: dark)').matches;
  const scheme = kept('bookit.appearance');
  root.dataset.mantineColorScheme = scheme === 'light' || scheme === 'dark' ? scheme : dark ? 'dark' : 'light';
  const more = matchMedia('(prefers-contrast: more)').matches;
  root.dataset.contrast = kept('bookit.contrast') === 'more' || more ? 'more' : 'normal';
})();
