/** What a workbook needs from the outside: somewhere to keep things, and something to run cells. */
import type { WorldStorage } from '#lab';
import type { CompiledCell, EffectReply, EffectRequest, OutputItem, RunEnd, RunOrder } from '#runner';
import type { Mark } from './plan.ts';

/** A learner's text of a cell. */
export type Draft = Readonly<{
  lessonId: string;
  file: string;
  text: string;
  /** Hash of the author's text that it was based on. */
  starterHash: string;
}>;

/** A draft as it is kept, with how often its cell has been saved. */
export type SavedDraft = Draft & Readonly<{ revision: number }>;

/** Where drafts are kept. A promise that resolves means: it is on disk. */
export interface DraftStorage {
  load(lessonId: string): Promise<readonly SavedDraft[]>;
  /** Saves a text that was based on `revision`, 0 when there was none. When another was saved since, that stays and both are kept. */
  save(
    draft: Draft,
    revision: number,
  ): Promise<Readonly<{ kind: 'saved'; revision: number } | { kind: 'overtaken'; by: SavedDraft }>>;
  /** Calls back when another tab has saved something. */
  onChange(listener: () => void): () => void;
}

/** A text that could not be brought to disk before its page went. */
export type UnsavedText = Readonly<{ file: string; text: string; revision: number }>;

/** A place that takes texts at once, for when a page goes before storage has answered. */
export interface LastResort {
  keep(lessonId: string, texts: readonly UnsavedText[]): void;
  read(lessonId: string): readonly UnsavedText[];
}

/** Where marks are kept: beside the world they belong to. */
export interface MarkStorage {
  readMarks(): Promise<readonly Mark[]>;
  /** Keeps marks, each in the place of the one its cell had. */
  saveMarks(marks: readonly Mark[]): Promise<void>;
  clearMarks(): Promise<void>;
}

/** A lesson's world with its marks. */
export type MarkedWorld = WorldStorage & MarkStorage;

/** How a run came to its end. */
export type RunOutcome = RunEnd | Readonly<{ kind: 'stopped' }> | Readonly<{ kind: 'broken'; cause: string }>;

/** Something that runs cells, one run at a time. */
export interface CellRunner {
  /** Has compiled cells loaded ahead of a run that may name them. */
  prepare(texts: readonly string[]): void;
  run(
    order: RunOrder,
    listener: Readonly<{
      output(items: readonly OutputItem[]): void;
      answer(request: EffectRequest): Promise<EffectReply>;
    }>,
  ): Readonly<{ outcome: Promise<RunOutcome>; stop(): void }>;
}

/** Compiles a cell; loaded when the first edited cell is run. Throws CellError. */
export type Compile = (file: string, source: string) => Promise<CompiledCell>;
