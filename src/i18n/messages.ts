/** Every text of the page, by name. A language that lacks one does not compile. */

/** What is known about an error when it is told. */
export type ErrorData = Readonly<Record<string, string | number>>;

/** An error in words: what happened, and what to try next. */
export type ErrorText = Readonly<{ what: string; next: string }>;

/** Codes of everything that can go wrong in front of a person. */
export type ErrorCode =
  // Found before anything runs.
  | 'syntax'
  | 'refused-enum'
  | 'refused-namespace'
  | 'refused-decorator'
  | 'refused-parameter-property'
  | 'refused-import-equals'
  | 'refused-export-equals'
  | 'refused-import-meta'
  | 'refused-accessor'
  | 'dynamic-import'
  | 'exported-binding-assigned'
  | 'unknown-module'
  | 'unknown-cell'
  | 'unknown-export'
  | 'ambiguous-export'
  | 'import-cycle'
  | 'earlier-cell-failed'
  // Thrown by the library and the lab.
  | 'illegal-state'
  | 'expected-version-conflict'
  | 'invalid-input'
  | 'row-exists'
  | 'row-missing'
  | 'row-conflict'
  | 'transaction-ended'
  | 'world-rewound'
  | 'closed-while-importing'
  | 'storage-failed'
  // Thrown by the cell.
  | 'thrown-error'
  | 'thrown-value'
  | 'stack-overflow'
  | 'eval-blocked'
  | 'waits-for-nothing'
  | 'endless-timers'
  // Ended from outside.
  | 'unresponsive'
  | 'too-many-messages'
  | 'too-many-requests'
  | 'invalid-messages'
  | 'frame-died'
  | 'no-frame'
  | 'no-worker'
  | 'draft-not-saved';

export type Messages = Readonly<{
  /** Name of the language in itself. */
  languageName: string;
  page: Readonly<{
    home: string;
    skipToContent: string;
    otherLanguage: string;
    theme: string;
    themeSystem: string;
    themeLight: string;
    themeDark: string;
    lessons: string;
    lessonNumber: (number: number) => string;
    minutes: (minutes: number) => string;
    next: string;
    previous: string;
    goal: string;
    needsJavaScript: string;
    framed: string;
    openAlone: string;
    mainSentences: string;
    tagline: string;
  }>;
  box: Readonly<{ exact: string; note: string; warning: string }>;
  cell: Readonly<{
    run: string;
    stop: string;
    reset: string;
    edit: string;
    output: (file: string) => string;
    editor: (file: string) => string;
    state: Readonly<Record<CellStateName, string>>;
    edited: string;
    stale: string;
    stillRunning: string;
    runningFirst: (file: string) => string;
    milliseconds: (milliseconds: number) => string;
    outputCut: string;
    goTo: (file: string, line: number) => string;
    saved: string;
    saving: string;
    notSaved: (why: string) => string;
    download: string;
    otherText: string;
    swapTexts: string;
    chooseText: string;
    leaveEditor: string;
    awaitMissing: string;
  }>;
  value: Readonly<{
    more: (count: number) => string;
    streamAt: (streamName: string, version: number, isNew: boolean) => string;
    rows: (count: number) => string;
    strings: (count: number) => string;
    items: (count: number) => string;
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
    position: string;
    stream: string;
    version: string;
    type: string;
    data: string;
    eventCount: (count: number) => string;
    olderLeftOut: (count: number) => string;
    rowCount: (count: number) => string;
    resetWorld: string;
    resetWorldDone: string;
  }>;
  errors: Readonly<Record<ErrorCode, (data: ErrorData) => ErrorText>>;
}>;

/** What a cell can be, in one word. */
export type CellStateName = 'fresh' | 'running' | 'listening' | 'done' | 'refused' | 'conflict' | 'failed' | 'stopped';
