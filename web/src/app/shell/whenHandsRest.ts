const REST_MS = 2000;

/**
 * Does `work` once, as soon as nothing was pressed for a while: style sheets that arrive while somebody drags cost frames.
 * Answers with what calls it off.
 */
export function whenHandsRest(work: () => void): () => void {
  let timer = 0;
  const press = () => window.clearTimeout(timer);
  const rest = () => {
    window.clearTimeout(timer);
    timer = window.setTimeout(() => {
      stop();
      work();
    }, REST_MS);
  };
  const stop = () => {
    window.clearTimeout(timer);
    window.removeEventListener('pointerdown', press);
    window.removeEventListener('pointerup', rest);
    window.removeEventListener('pointercancel', rest);
  };
  window.addEventListener('pointerdown', press);
  window.addEventListener('pointerup', rest);
  window.addEventListener('pointercancel', rest);
  rest();
  return stop;
}
