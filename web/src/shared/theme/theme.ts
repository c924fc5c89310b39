import {
  type CSSVariablesResolver,
  createTheme,
  type MantineColorsTuple,
  type MantineThemeOverride,
  rem,
} from '@mantine/core';
import { shadesOf } from './shades';

/** One accent, an 8-pixel grid, one scale of type. */
export function themeOf(colour: string): MantineThemeOverride {
  return createTheme({
    primaryColor: 'accent',
    colors: { accent: shadesOf(colour) as unknown as MantineColorsTuple },
    primaryShade: { light: 7, dark: 7 },
    autoContrast: true,
    fontFamily: "'Inter Variable', 'Inter Fallback', system-ui, sans-serif",
    fontSizes: { xs: rem(12), sm: rem(14), md: rem(16), lg: rem(20), xl: rem(28) },
    lineHeights: { xs: '1.35', sm: '1.45', md: '1.5', lg: '1.4', xl: '1.2' },
    spacing: { xs: rem(4), sm: rem(8), md: rem(16), lg: rem(24), xl: rem(32) },
    radius: { xs: rem(4), sm: rem(6), md: rem(8), lg: rem(12), xl: rem(16) },
    defaultRadius: 'md',
    headings: {
      fontWeight: '650',
      sizes: {
        h1: { fontSize: rem(28), lineHeight: '1.2' },
        h2: { fontSize: rem(20), lineHeight: '1.3' },
        h3: { fontSize: rem(16), lineHeight: '1.4' },
      },
    },
    cursorType: 'pointer',
    respectReducedMotion: true,
    components: {
      Button: { defaultProps: { radius: 'md' } },
      Drawer: {
        defaultProps: { transitionProps: { duration: 160 }, overlayProps: { backgroundOpacity: 0.35 } },
      },
      Badge: { defaultProps: { tt: 'none', fw: 550 } },
      Menu: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
      Popover: { defaultProps: { shadow: 'md', transitionProps: { duration: 100 } } },
      Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 100 } } },
    },
  });
}

/** Mantine's own variables stand on ours (`ground.css`), which know light, dark and high contrast. */
export const variables: CSSVariablesResolver = () => {
  const ours = {
    '--mantine-color-body': 'var(--surface)',
    '--mantine-color-text': 'var(--ink)',
    '--mantine-color-dimmed': 'var(--ink-soft)',
    '--mantine-color-placeholder': 'var(--ink-faint)',
    '--mantine-color-default-border': 'var(--line-strong)',
    '--mantine-color-error': 'var(--danger)',
  };
  const dark = {
    ...ours,
    '--mantine-color-default': 'var(--raised)',
    '--mantine-color-default-hover': 'var(--hover)',
    // Mantine's own are nearly black on our surfaces.
    '--mantine-color-accent-light': 'color-mix(in srgb, var(--mantine-color-accent-5) 24%, transparent)',
    '--mantine-color-accent-light-hover':
      'color-mix(in srgb, var(--mantine-color-accent-5) 32%, transparent)',
    '--mantine-color-accent-light-color': 'var(--mantine-color-accent-2)',
    // Nearly white by Mantine, where a danger has to look like one.
    '--mantine-color-red-light-color': 'var(--danger)',
    // Mantine's own is too bright for those words.
    '--mantine-color-red-light-hover':
      'color-mix(in srgb, var(--mantine-color-red-light) 90%, var(--danger))',
  };
  return { variables: {}, light: ours, dark };
};
