import '@fontsource-variable/inter/wght.css';

const PATIENCE_MS = 1500;

/**
 * The letters of a sample, unless the network lets one wait for them: letters that come after the first words would move
 * what somebody has begun to read. Without them the page stands in letters of nearly the same size (`ground.css`).
 */
export async function haveLetters(sample: string): Promise<void> {
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE_MS));
  const loaded = document.fonts.load("1em 'Inter Variable'", sample).catch(() => undefined);
  await Promise.race([loaded, patience]);
}
