/** All that a person can see of a lesson, and all that its world holds: what has to be the same however it came about. */
import type { OutputItem } from '#runner';
import type { CellView, MarkedWorld } from '#workbook';
import { readWorld } from '../contract/world/shared.ts';

const STREAMS = ['s', 't', 'u'];

export type Picture = Awaited<ReturnType<typeof takePicture>>;

/** The picture as plain JSON. Epochs, the numbers of runs and real milliseconds are left out: they say how it came about. */
export async function takePicture(
  world: MarkedWorld,
  views: ReadonlyMap<string, CellView>,
  shown: ReadonlyMap<string, readonly OutputItem[]>,
) {
  const { journal, ...rest } = await readWorld(world, STREAMS);
  const marks = await world.readMarks();
  return {
    cells: [...views.values()].map(({ file, text, state, isStale, fault }) => ({
      file,
      text,
      state,
      isStale,
      fault,
      shown: shown.get(file) ?? [],
    })),
    world: {
      ...rest,
      journal: journal.map(({ position, cell, time, appends, rows }) => ({ position, cell, time, appends, rows })),
    },
    marks: marks.toSorted((one, other) => (one.file < other.file ? -1 : 1)),
  };
}

/** The ids of all events, in order. No two are the same unless two runs drew the same chance: no cell of a history tries an append again. */
export const idsOf = ({ world }: Picture): readonly string[] => world.log.flatMap(({ ids }) => ids.split(' '));
