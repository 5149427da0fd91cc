/** Every text of the page, by name. A language that lacks one does not compile. */
import type { ErrorCode, FaultName, SyntaxReason } from '#errors';
import type { BackupMessages, HomeMessages, StorageMessages } from './home-messages.ts';
import type { PanelMessages } from './panel-messages.ts';

/** What is known about an error when it is told. */
export type ErrorData = Readonly<Record<string, string | number>>;

/** An error in words: what happened, and what to try next. */
export type ErrorText = Readonly<{ what: string; next: string }>;

/** The words for each error. */
export type ErrorTexts = Readonly<Record<ErrorCode, (data: ErrorData) => ErrorText>>;

/** Why a text is no TypeScript; `what` is the second half of a sentence, with no full stop. `words` are the parser's, in English. */
export type SyntaxTexts = Readonly<Record<SyntaxReason, (name: string, words: string) => ErrorText>>;

export type Messages = Readonly<{
  page: Readonly<{
    theme: string;
    themeSystem: string;
    themeLight: string;
    themeDark: string;
    /** Of the parts of a lesson, which one this is. */
    partOf: (part: number, parts: number) => string;
    present: string;
    presentHelp: string;
    presentStep: (step: number, steps: number) => string;
    presentBack: string;
    presentOn: string;
    presentNotes: string;
    presentLeave: string;
    framed: string;
    openAlone: string;
    /** The page was opened with `?safe`. */
    withoutTexts: string;
    /** The storage did not open, and the lesson works all the same: in a world in memory or in the stored one, with texts that are saved, noted elsewhere, or in memory alone. */
    inMemory: Readonly<{ world: string; storedWorld: string; saved: string; noted: string; lost: string }>;
    /** An older page in another tab has let go of the storage for this one. */
    tookOver: string;
    /** What to do where the storage fails as soon as it is opened. */
    damaged: string;
    withTexts: string;
    /** Something went wrong, and the words for it could not be loaded. */
    wordless: string;
  }>;
  check: Readonly<{
    state: Readonly<Record<'untried' | 'waiting' | 'trying' | 'holds' | 'broken', string>>;
    /** How a value was found that breaks a law. */
    found: (cases: number, isMadeSmaller: boolean) => string;
    forValue: string;
  }>;
  cell: Readonly<{
    run: string;
    stop: string;
    reset: string;
    edit: string;
    showLines: (first: number, last: number) => string;
    hideLines: (first: number, last: number) => string;
    output: (file: string) => string;
    editor: (file: string) => string;
    state: Readonly<Record<CellStateName, string>>;
    edited: string;
    stale: string;
    stillRunning: string;
    runningFirst: (file: string) => string;
    milliseconds: (milliseconds: number) => string;
    outputCut: string;
    sharedSchedule: string;
    progress: (streamName: string) => string;
    progressOf: (done: number, of: number) => string;
    plot: (y: string, x: string) => string;
    goTo: (file: string, line: number) => string;
    testsBroken: (count: number) => string;
    /** What TypeScript says of a line, in its own words, and how many more lines it has something against. */
    objection: (message: string, others: number) => string;
    saved: string;
    saving: string;
    notSaved: (why: string) => string;
    download: string;
    otherText: string;
    swapTexts: string;
    chooseText: string;
    leaveEditor: string;
    /** What shows where a library defines something. */
    library: (file: string) => string;
    closeLibrary: string;
    awaitMissing: string;
  }>;
  lesson: Readonly<{
    name: string;
    runAll: string;
    runningAll: string;
    allDone: string;
    allStopped: string;
    allFailed: (file: string) => string;
    keys: string;
    startOver: string;
    startOverQuestion: string;
    /** `asksAgain`: there are predictions, and they are made again. */
    startOverMeans: (files: readonly string[], asksAgain: boolean) => string;
    startOverConfirm: string;
    keepWork: string;
    startedOver: string;
  }>;
  value: Readonly<{
    more: (count: number) => string;
    showMore: (next: number, left: number) => string;
    streamAt: (streamName: string, version: number, isNew: boolean) => string;
    /** Heads of a table: of what names its rows, and of values without properties. */
    index: string;
    column: string;
    rows: (count: number) => string;
    strings: (count: number) => string;
    items: (count: number) => string;
    schedules: (count: number, isEvery: boolean) => string;
    law: (name: string, ...counts: readonly number[]) => string;
    getter: string;
    circular: string;
    deep: string;
    unreadable: string;
  }>;
  lab: Readonly<{
    name: string;
    events: string;
    tables: string;
    noEvents: string;
    noTables: string;
    /** Above the places in the log; those in a stream stand behind its name. */
    position: string;
    stream: string;
    version: string;
    type: string;
    data: string;
    /** A number alone, behind the name of what was counted. */
    howMany: (count: number) => string;
    eventCount: (count: number) => string;
    tableCount: (count: number) => string;
    show: string;
    hide: string;
    olderLeftOut: (count: number) => string;
    rowCount: (count: number) => string;
    resetWorld: string;
    resetWorldDone: string;
  }>;
  /** What home says of storage, and any page that finds less there than there was. */
  loadStorage: () => Promise<StorageMessages>;
  /** What home says of all the work in one file: no other page has it. */
  loadBackup: () => Promise<BackupMessages>;
  /** What the picture of all schedules says; who draws it has it. */
  loadMatrix: () => Promise<MatrixMessages>;
  /** What the panels about messages and the trace say: only lessons with one of them have it. */
  loadPanels: () => Promise<PanelMessages>;
  /** What each key does: who asks has it. */
  loadKeys: () => Promise<KeyMessages>;
  /** What is said of the texts that a cell had: every lesson has it, a moment later. */
  loadKeptTexts: () => Promise<KeptTextMessages>;
  /** What questions and exercises say: every lesson has it, a moment later. */
  loadExercises: () => Promise<ExerciseMessages>;
  /** What faults there are: only lessons with switches for them have it. */
  loadFaults: () => Promise<FaultMessages>;
  /** What is said of what went wrong: who tells of it has it, and most runs go well. */
  loadErrors: () => Promise<ErrorTexts>;
}>;

/** With the words for what went wrong; null where they could not be loaded. */
export type TellingMessages = Messages & Readonly<{ errors: ErrorTexts | null }>;

/** What is said to who answers a question or does an exercise. */
export type ExerciseMessages = Readonly<{
  predict: Readonly<{
    right: (letter: string) => string;
    lockIn: string;
    locked: (letter: string) => string;
    nowRun: (file: string) => string;
    /** What was locked in did not happen. */
    wrong: (letter: string) => string;
    /** What the run has exported under a name. */
    came: (name: string, value: string) => string;
    /** It was another text that came to this. */
    other: (name: string, value: string) => string;
    yes: string;
    no: string;
  }>;
  exercise: Readonly<{
    solution: string;
    /** Nothing has been checked. */
    untried: (file: string) => string;
    holding: (holding: number, all: number) => string;
    /** What was checked was another text. */
    old: string;
    why: string;
    mine: string;
    compared: string;
    compare: string;
    take: string;
    putBack: string;
    taken: (file: string) => string;
    isBack: (file: string) => string;
  }>;
}>;

/** What is written into pages when they are built: no script asks for it. */
export type WrittenMessages = Readonly<{
  /** Name of the language in itself. */
  languageName: string;
  box: Readonly<{ exact: string; note: string; warning: string; teacher: string }>;
  why: Readonly<{
    /** Without a number where there is one only. */
    name: (number: number | null) => string;
    answer: string;
  }>;
  twin: Readonly<{ name: (left: string, right: string) => string }>;
  page: Readonly<{
    home: string;
    skipToContent: string;
    otherLanguage: string;
    lessonNumber: (number: number) => string;
    contents: string;
    linkTo: (heading: string) => string;
    lessonLinks: string;
    minutes: (minutes: number) => string;
    next: string;
    previous: string;
    goal: string;
    answers: string;
    needsJavaScript: string;
    mainSentences: string;
    tagline: string;
  }>;
  predict: Readonly<{
    /** Without a number where there is one only. */
    name: (number: number | null) => string;
    answer: string;
  }>;
  exercise: Readonly<{
    name: (number: number | null) => string;
    checks: string;
    hint: (number: number) => string;
  }>;
}>;

/** What is said of the texts that a cell had, and of the author's new one. */
export type KeptTextMessages = Readonly<{
  newText: string;
  keep: string;
  take: string;
  compare: string;
  withNew: TextNames;
  history: string;
  at: (iso: string) => string;
  notRun: string;
  /** Beside a run of the author's text, and of one that the author has written over. */
  authors: string;
  authorsOld: string;
  /** Beside the text that is shown now. */
  shown: string;
  bringBack: string;
  isBack: (file: string) => string;
  withPast: TextNames;
  all: (count: number) => string;
}>;

/** What a comparison of two texts is called, and each of them. */
type TextNames = Readonly<{ both: string; mine: string; other: string }>;

/** With the texts that are needed only where pages are built. */
export type AllMessages = Messages &
  WrittenMessages &
  ExerciseMessages &
  Readonly<{
    home: HomeMessages;
    backup: BackupMessages;
    errors: ErrorTexts;
    faults: FaultMessages;
    keptTexts: KeptTextMessages;
    keys: KeyMessages;
    matrix: MatrixMessages;
    panels: PanelMessages;
    storage: StorageMessages;
  }>;

/** Every key and what it does. */
export type KeyMessages = Readonly<{
  name: string;
  cells: string;
  cell: Readonly<Record<'run' | 'runOn' | 'leave', string>>;
  editors: string;
  editor: Readonly<
    Record<'complete' | 'definition' | 'rename' | 'problem' | 'find' | 'undo' | 'comment' | 'move' | 'next', string>
  >;
  presenting: string;
  present: Readonly<Record<'step' | 'notes' | 'end', string>>;
  /** The list comes with a single key: which one stands behind this. */
  byKey: string;
  close: string;
}>;

/** The picture of what came of all schedules. */
export type MatrixMessages = Readonly<{
  name: string;
  every: (schedules: number) => string;
  /** `covered` is the share of all, from 0 to 1. */
  byChance: (schedules: number, covered: number) => string;
  schedules: string;
  count: (schedules: number) => string;
  outcome: string;
  holds: string;
  broken: string;
  way: (steps: number) => string;
  left: (outcomes: number) => string;
  link: string;
  /** The schedule is the one that the page's address names; or it names one of another text. */
  shared: string;
  otherText: string;
}>;

/** The switches for what goes wrong, and what each fault stands for, in one sentence. */
export type FaultMessages = Readonly<{
  name: string;
  lead: string;
  faults: Readonly<Record<FaultName, Readonly<{ name: string; what: string }>>>;
}>;

/** What a cell can be, in one word. */
export type CellStateName =
  | 'fresh'
  | 'running'
  | 'listening'
  | 'done'
  | 'refused'
  | 'conflict'
  | 'crashed'
  | 'failed'
  | 'stopped';
