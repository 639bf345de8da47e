import { describe, expect, test } from 'vitest';
import { projectOf, withProject } from '@/notebook/page/project';

describe('the project of a notebook', () => {
  test.each([
    [{}, undefined],
    [{ workbench: { project: 'trial' } }, 'trial'],
    [{ workbench: { project: '' } }, undefined],
    [{ workbench: { project: 3 } }, undefined],
    [{ workbench: 'trial' }, undefined],
    [{ workbench: ['trial'] }, undefined]
  ])('%j names %s', (metadata, project) => {
    expect(projectOf(metadata)).toBe(project);
  });

  test('a change keeps what else stands there', () => {
    const metadata = { workbench: { sample: { id: '01', edition: 2 }, project: 'old' } };
    expect(withProject(metadata, 'new')).toEqual({ sample: { id: '01', edition: 2 }, project: 'new' });
    expect(withProject(metadata, undefined)).toEqual({ sample: { id: '01', edition: 2 } });
    expect(withProject({}, 'new')).toEqual({ project: 'new' });
  });
});
