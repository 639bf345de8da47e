/** The server's own part of a notebook's metadata. */
type Ours = Record<string, unknown>;

const ours = (metadata: Record<string, unknown>): Ours => {
  const { workbench } = metadata;
  return typeof workbench === 'object' && workbench !== null && !Array.isArray(workbench) ? (workbench as Ours) : {};
};

/** Name of the project that a notebook says it works for: `metadata.workbench.project`. */
export function projectOf(metadata: Record<string, unknown>): string | undefined {
  const { project } = ours(metadata);
  return typeof project === 'string' && project !== '' ? project : undefined;
}

/** The `workbench` metadata with another project, or with none. */
export function withProject(metadata: Record<string, unknown>, project: string | undefined): Record<string, string> {
  const { project: _, ...rest } = ours(metadata);
  return (project === undefined ? rest : { ...rest, project }) as Record<string, string>;
}
