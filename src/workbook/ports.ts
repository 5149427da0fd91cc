/** What a workbook needs from the outside: somewhere to keep things, and something to run cells. */
import type { ErrorCode } from '#errors';
import type { WorldStorage } from '#lab';
import type { CompiledCell, EffectReply, EffectRequest, OutputItem, Place, RunEnd, RunOrder } from '#runner';
import type { Mark } from './plan.ts';

/** A learner's text of a cell. */
export type Draft = Readonly<{
  lessonId: string;
  file: string;
  text: string;
  /** Hash of the author's text that it was based on. */
  starterHash: string;
  /** Hashes of the texts that were saved before it, the last ones, oldest first. */
  earlier?: readonly string[] | undefined;
}>;

/** A draft as it is kept, with how often its cell has been saved. */
export type SavedDraft = Draft & Readonly<{ revision: number }>;

/** Where drafts are kept. A promise that resolves means: it is on disk; LabError says why it is not. */
export interface DraftStorage {
  load(lessonId: string): Promise<readonly SavedDraft[]>;
  /**
   * Saves a text that was based on `revision`, 0 when there was none. When another was saved since, that stays and both are kept:
   * this one as a copy, in place of the one that this page has kept before of the same `line`, which is one text with what is made of it.
   */
  save(
    draft: Draft,
    revision: number,
    line?: number,
  ): Promise<Readonly<{ kind: 'saved'; revision: number } | { kind: 'overtaken'; by: SavedDraft }>>;
  /** Texts that were overtaken, and that nobody has chosen or let go yet. */
  loadCopies(lessonId: string): Promise<readonly Draft[]>;
  /** Lets go of a cell's copies that have one of these texts. */
  dropCopies(lessonId: string, file: string, texts: readonly string[]): Promise<void>;
  /** Calls back when another tab has saved something, and when storage is back that was lost. */
  onChange(listener: () => void): () => void;
}

/** A text that could not be brought to disk before its page went. */
export type UnsavedText = Readonly<{
  file: string;
  text: string;
  revision: number;
  /** A hash of the text that was on its way to the disk. */
  saving?: string | undefined;
  /** Hash of the author's text that it was made from. */
  starterHash?: string | undefined;
}>;

/** A place that takes texts at once, for when a page goes before storage has answered. Each page has a note of its own. */
export interface LastResort {
  /** Keeps texts in place of what this page has kept before; none takes them away. False where they were not taken. */
  keep(lessonId: string, texts: readonly UnsavedText[]): boolean;
  /** What all pages have kept. */
  read(lessonId: string): readonly UnsavedText[];
  /** Takes away what was read. */
  forget(): void;
}

/** Where marks are kept: beside the world they belong to. */
export interface MarkStorage {
  readMarks(): Promise<readonly Mark[]>;
  /** Keeps these marks and no others. Throws world-rewound when the world is in any epoch but `epoch`. */
  saveMarks(marks: readonly Mark[], epoch: number): Promise<void>;
}

/** A lesson's world with its marks: in the same step a rewind makes stale what lies behind it, and a reset takes all of them away. */
export type MarkedWorld = WorldStorage & MarkStorage;

/** How a run came to its end. */
export type RunOutcome =
  | RunEnd
  | Readonly<{ kind: 'stopped' }>
  | Readonly<{ kind: 'broken'; cause: ErrorCode<'sandbox'>; place?: Place | undefined }>;

/** Something that runs cells, one run at a time. */
export interface CellRunner {
  /** Has compiled cells loaded ahead of a run that may name them. */
  prepare(texts: readonly string[]): void;
  run(
    order: RunOrder,
    listener: Readonly<{
      output(items: readonly OutputItem[]): void;
      answer(request: EffectRequest): Promise<EffectReply>;
      /** The run has nothing left to do but what events bring that come later; said once. */
      listening(time: number): void;
    }>,
  ): Readonly<{ outcome: Promise<RunOutcome>; stop(): void }>;
}

/** A program that comes with the cells that import it: what is not at hand of the libraries, or 'test'. */
export type PartName = 'on-demand' | 'claims';

export type ReadPart = (name: PartName) => Promise<string>;

/** Compiles a cell; loaded when the first edited cell is run. Throws CellError. */
export type Compile = (file: string, source: string) => Promise<CompiledCell>;
