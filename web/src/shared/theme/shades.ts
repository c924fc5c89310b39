/** Ten shades of one colour, equally light for every hue, so that text on them can be read whatever the accent. */

type Rgb = [number, number, number];

const LIGHTNESS = [0.975, 0.94, 0.88, 0.81, 0.73, 0.645, 0.565, 0.5, 0.44, 0.38];
const CHROMA = [0.12, 0.25, 0.45, 0.65, 0.85, 1, 1, 1, 0.92, 0.82];

const linear = (c: number) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
const gamma = (c: number) => (c <= 0.0031308 ? c * 12.92 : 1.055 * c ** (1 / 2.4) - 0.055);

function rgbOf(hex: string): Rgb {
  const number = Number.parseInt(hex.slice(1), 16);
  return [linear((number >> 16) / 255), linear(((number >> 8) & 255) / 255), linear((number & 255) / 255)];
}

/** OKLab (https://bottosson.github.io/posts/oklab/): as light as it looks. */
function oklabOf([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([lightness, a, b]: Rgb): Rgb {
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  return [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
}

const isInGamut = (rgb: Rgb) => rgb.every((c) => c >= -0.0005 && c <= 1.0005);

function hexOf(rgb: Rgb): string {
  const bytes = rgb.map((c) => Math.round(255 * gamma(Math.min(1, Math.max(0, c)))));
  return `#${bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}

export function shadesOf(accent: string): string[] {
  const [, a, b] = oklabOf(rgbOf(accent));
  return LIGHTNESS.map((lightness, index) => {
    let strength = CHROMA[index] ?? 1;
    let rgb = fromOklab([lightness, a * strength, b * strength]);
    while (!isInGamut(rgb) && strength > 0.02) {
      strength -= 0.02;
      rgb = fromOklab([lightness, a * strength, b * strength]);
    }
    return hexOf(rgb);
  });
}
