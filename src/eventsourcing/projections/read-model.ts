/** Which version of a projection is read, and which table a version has its rows in: the table `read_models`. Rules: SPEC.md, PR13-PR16. */
import type { ProjectionDatabase, ProjectionTable } from './database-port.ts';
import type { ProjectionId } from './projection.ts';

/** A row of the table `read_models`. Changing it is what a switch is: one row, in one step. */
export type ReadModel = Readonly<{
  projection: string;
  /** The version that is read. */
  version: number;
  /** By version, which build of it counts, where it was ever rebuilt; the first one is 1. */
  builds: Readonly<Record<string, number>>;
  /** The last build that was begun, of any version. */
  lastBuild: number;
}>;

/** The table of all read models. */
export const readModelsOf = (database: ProjectionDatabase): ProjectionTable<ReadModel> =>
  database.table<ReadModel>('read_models', { key: 'projection' });

/** The read model of a projection that nobody has written down yet: the first version there is becomes the one that is read. */
export const newReadModel = ({ name, version }: ProjectionId): ReadModel => ({
  projection: name,
  version,
  builds: {},
  lastBuild: 1,
});

/** The build of a version that counts. */
export const buildOf = (model: ReadModel | undefined, version: number): number => model?.builds[version] ?? 1;

/** The table of a build, which is also the name of its checkpoint: `passbook_v1`, and `passbook_v1_build2` when it was built anew. */
export const tableName = ({ name, version }: ProjectionId, build: number): string =>
  `${name}_v${version}${build === 1 ? '' : `_build${build}`}`;
