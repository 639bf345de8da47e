import { type CSSVariablesResolver, createTheme, useComputedColorScheme } from '@mantine/core';
import { useEffect } from 'react';
import { dark, grey, light, measures, night, spacing, teal, type } from './tokens';

export const theme = createTheme({
  colors: { teal, gray: grey, dark },
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  autoContrast: false,
  cursorType: 'pointer',
  defaultRadius: '6px',
  fontFamily: type.family,
  fontFamilyMonospace: type.mono,
  fontSizes: type.sizes,
  spacing,
  headings: {
    fontFamily: type.family,
    fontWeight: '600',
    sizes: { h1: { fontSize: '20px' }, h2: { fontSize: '16px' }, h3: { fontSize: '14px' } }
  },
  components: {
    Button: { defaultProps: { size: 'sm' } },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close message' } } },
    TextInput: { defaultProps: { size: 'sm' } },
    Modal: {
      defaultProps: { centered: true, shadow: 'none', transitionProps: { duration: 80 }, closeButtonProps: { 'aria-label': 'Close' } }
    },
    Drawer: { defaultProps: { shadow: 'none', transitionProps: { duration: 80 }, closeButtonProps: { 'aria-label': 'Close' } } },
    Menu: { defaultProps: { shadow: 'none', transitionProps: { duration: 60 }, withinPortal: true } },
    Tooltip: { defaultProps: { openDelay: 300, transitionProps: { duration: 60 } } }
  }
});

const asVariables = (values: Record<string, string>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`--wb-${name}`, value]));

const mantine = (s: typeof light) => ({
  '--mantine-color-body': s.surface,
  '--mantine-color-text': s.text,
  '--mantine-color-dimmed': s.quiet,
  '--mantine-color-placeholder': s.quiet,
  '--mantine-color-anchor': s['accent-text'],
  '--mantine-color-error': s.bad,
  '--mantine-color-default-border': s.line,
  '--mantine-color-teal-light': s['accent-soft'],
  '--mantine-color-teal-light-color': s['accent-text'],
  '--mantine-color-teal-outline': s['accent-text']
});

export const variables: CSSVariablesResolver = () => ({
  variables: { ...asVariables(measures), '--wb-mono': type.mono },
  light: { ...asVariables(light), ...mantine(light) },
  dark: { ...asVariables(night), ...mantine(night) }
});

/** Mantine owns the choice; JupyterLab's variables follow it by one attribute on html and body. */
export function useJupyterTheme() {
  const scheme = useComputedColorScheme('light', { getInitialValueInEffect: false });
  useEffect(() => {
    const isLight = String(scheme === 'light');
    document.documentElement.dataset.jpThemeLight = isLight;
    document.body.dataset.jpThemeLight = isLight;
  }, [scheme]);
}
