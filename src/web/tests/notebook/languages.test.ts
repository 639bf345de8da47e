import { describe, expect, it } from 'vitest';
import { columnCode, openCode } from '@/notebook/drawer/snippets';
import { bringsLanguages, choices, readLanguages } from '@/notebook/polyglot/languageChoices';
import { defaultLanguage, labelOf, languageOfCell, languageOfSource, languagesOf, normalise } from '@/notebook/polyglot/languages';

describe('languageOfCell', () => {
  it.each([
    [{ polyglot_notebook: { kernelName: 'fsharp' } }, 'fsharp'],
    [{ dotnet_interactive: { language: 'csharp' } }, 'csharp'],
    [{ polyglot_notebook: { kernelName: 'sql' }, dotnet_interactive: { language: 'csharp' } }, 'sql'],
    [{ polyglot_notebook: {} }, undefined],
    [{ polyglot_notebook: { kernelName: 3 } }, undefined],
    [{}, undefined],
    [undefined, undefined]
  ])('%j names %s', (metadata, language) => {
    expect(languageOfCell(metadata)).toBe(language);
  });
});

describe('defaultLanguage', () => {
  it.each([
    [{ polyglot_notebook: { kernelInfo: { defaultKernelName: 'fsharp' } }, kernelspec: { name: '.net-csharp' } }, 'fsharp'],
    [{ kernelspec: { name: '.net-csharp', language: 'C#' } }, 'csharp'],
    [{ kernelspec: { name: 'python3', language: 'python' } }, 'python'],
    [{ kernelspec: { name: 'ir', language: 'R' } }, 'r'],
    [{}, 'csharp']
  ])('%j speaks %s', (metadata, language) => {
    expect(defaultLanguage(metadata)).toBe(language);
  });
});

describe('languageOfSource', () => {
  it.each([
    ['#!fsharp\nlet x = 1', 'fsharp'],
    ['\n  #!F#  \nlet x = 1', 'fsharp'],
    ['#!time\n#!sql\nselect 1', 'sql'],
    ['#!js', 'javascript'],
    ['var x = 1;\n#!fsharp\nlet y = 2', undefined],
    ['#!share --from csharp x\nx', undefined],
    ['#!value --name x', undefined],
    ['# a comment', undefined],
    ['', undefined]
  ])('%j begins in %s', (source, language) => {
    expect(languageOfSource(source)).toBe(language);
  });
});

describe('names', () => {
  it('knows the spellings of old files', () => {
    expect(['C#', 'F#', 'js', 'SQL'].map(normalise)).toEqual(['csharp', 'fsharp', 'javascript', 'sql']);
  });

  it('shows an unknown language as it is called', () => {
    expect([labelOf('csharp'), labelOf('kql')]).toEqual(['C#', 'kql']);
  });

  it('offers only what the kernel runs', () => {
    expect([languagesOf('.net-csharp')[0], languagesOf('.net-fsharp')[0], languagesOf('python3'), languagesOf('other')]).toEqual([
      'csharp',
      'fsharp',
      ['python'],
      []
    ]);
  });
});

describe('what the chip offers', () => {
  const info = {
    workbench: {
      languages: [
        { name: 'csharp', title: 'C# 14', mimetype: 'text/x-csharp', available: true, reason: null },
        { name: 'r', title: 'R', mimetype: 'text/x-rsrc', available: false, reason: 'Install r-cran-irkernel.' },
        { name: 'sql-ward', title: 'PostgreSQL', mimetype: 'text/x-sql', available: true, reason: null },
        { title: 'nameless' }
      ]
    }
  };

  it('is what the kernel says, with the reason where one cannot run', () => {
    expect(choices(readLanguages(info), ['csharp', 'html'], 'csharp')).toEqual([
      { name: 'csharp', label: 'C#', missing: undefined },
      { name: 'r', label: 'R', missing: 'Install r-cran-irkernel.' },
      { name: 'sql-ward', label: 'PostgreSQL', missing: undefined }
    ]);
  });

  it('is what such kernels run before the kernel has answered', () => {
    expect(choices(undefined, ['csharp', 'html'], 'kql').map(one => one.name)).toEqual(['csharp', 'html', 'kql']);
  });

  it.each([undefined, null, {}, { workbench: {} }, { workbench: { languages: 'csharp' } }])('%j holds no list', answer => {
    expect(readLanguages(answer)).toBeUndefined();
  });

  it.each([
    ['#!connect sqlite --kernel-name ward "Data Source=x"', true],
    ['var x = 1;\n#!import setup.dib', true],
    ['var connect = "#!connect";', false],
    ['#!connected', false]
  ])('%j brings languages: %s', (source, expected) => {
    expect(bringsLanguages(source)).toBe(expected);
  });
});

describe('snippets', () => {
  it.each([
    ['lung', 'csharp', 'var lung = Cohorts.Open("lung");'],
    ['breast-wdbc', 'csharp', 'var breastWdbc = Cohorts.Open("breast-wdbc");'],
    ['lung', 'python', 'lung = workbench.open("lung")'],
    ['lung', 'fsharp', 'let lung = Cohorts.Open("lung")']
  ])('%s in %s', (cohort, language, code) => {
    expect(openCode(cohort, language)).toBe(code);
  });

  it('quotes column names, since ph.ecog is no identifier', () => {
    expect([columnCode('ph.ecog', 'csharp'), columnCode('ph.ecog', 'sql')]).toEqual(['"ph.ecog"', '"ph.ecog"']);
  });
});
