/**
 * The one place for colours, spacing and type. Everything else, the notebook included, uses the CSS variables `--wb-…` made from
 * here or Mantine's variables, which are fed from here too (tests/tokens.test.ts looks for colours elsewhere).
 * Text on every surface has a contrast of at least 4.5:1 (WCAG 2.2, 1.4.3), in light and in dark.
 */
export const teal = ['#e8f5f3', '#cde8e5', '#9ed3cd', '#6cbcb4', '#43a69d', '#229087', '#0f7a73', '#0b6b66', '#085753', '#053f3c'] as const;

export const grey = ['#f8f9fa', '#f1f3f4', '#e6e9eb', '#d9dde0', '#c3c9ce', '#9aa3ab', '#707b85', '#525c65', '#343c44', '#1d2329'] as const;

/** Mantine's dark scale: 0 is text, 7 is the page. */
export const dark = ['#d7dce0', '#b9c0c7', '#98a1aa', '#616b75', '#3a424a', '#2c333a', '#22282e', '#181c20', '#121518', '#0c0e10'] as const;

type Scheme = Record<
  | 'page'
  | 'surface'
  | 'sunken'
  | 'hover'
  | 'line'
  | 'line-strong'
  | 'text'
  | 'quiet'
  | 'accent'
  | 'accent-text'
  | 'accent-soft'
  | 'good'
  | 'good-soft'
  | 'warn'
  | 'warn-soft'
  | 'bad'
  | 'bad-soft'
  | 'info'
  | 'info-soft'
  | 'code-keyword'
  | 'code-string'
  | 'code-number'
  | 'code-comment'
  | 'code-type'
  | 'code-name',
  string
>;

export const light: Scheme = {
  page: '#fbfbfc',
  surface: '#ffffff',
  sunken: '#f4f6f7',
  hover: '#eff2f3',
  line: '#e3e7e9',
  'line-strong': '#868f97',
  text: '#1d2329',
  quiet: '#59636c',
  accent: '#0b6b66',
  'accent-text': '#0b6560',
  'accent-soft': '#e4f2f0',
  good: '#1a6b3c',
  'good-soft': '#e6f4ea',
  warn: '#7a5200',
  'warn-soft': '#fdf3dc',
  bad: '#a4231c',
  'bad-soft': '#fcebe9',
  info: '#2a5a9b',
  'info-soft': '#e9f0fa',
  'code-keyword': '#7a2a8a',
  'code-string': '#a03a1c',
  'code-number': '#0a6140',
  'code-comment': '#54636b',
  'code-type': '#14607a',
  'code-name': '#1f4b99'
};

export const night: Scheme = {
  page: '#14181b',
  surface: '#1a1f23',
  sunken: '#111417',
  hover: '#232a2f',
  line: '#2e353b',
  'line-strong': '#7d8790',
  text: '#dfe4e8',
  quiet: '#a3adb6',
  accent: '#0f7a73',
  'accent-text': '#6fcdc3',
  'accent-soft': '#173331',
  good: '#7fd19b',
  'good-soft': '#18301f',
  warn: '#e6c067',
  'warn-soft': '#352b13',
  bad: '#ff9d94',
  'bad-soft': '#3d201e',
  info: '#9cc3fb',
  'info-soft': '#1b2b42',
  'code-keyword': '#d9a5ec',
  'code-string': '#f0a98a',
  'code-number': '#8fd6a6',
  'code-comment': '#94a3ad',
  'code-type': '#83cfe6',
  'code-name': '#a3c4ff'
};

export const type = {
  family: "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', sans-serif",
  mono: "ui-monospace, SFMono-Regular, 'Cascadia Mono', Menlo, Consolas, 'Liberation Mono', monospace",
  sizes: { xs: '12px', sm: '13px', md: '14px', lg: '16px', xl: '20px' }
} as const;

/** Pixels; everything sits on a 4 px grid. */
export const spacing = { xs: '4px', sm: '8px', md: '12px', lg: '16px', xl: '24px' } as const;

export const measures = { rail: '208px', 'rail-slim': '56px', 'top-line': '52px', 'phone-bar': '56px', content: '1200px' } as const;
