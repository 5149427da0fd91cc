/** The texts of the home page, by name: they stand in it when it is built, and no script needs them. */
export type HomeMessages = Readonly<{
  tryIt: string;
  triedIt: string;
  course: string;
  courseState: (all: number, written: number) => string;
  partNumber: (number: number) => string;
  /** Beside a lesson that is not written yet. */
  coming: string;
  tracks: string;
  /** `numbers` as they are written: 1–3, 5. */
  trackLessons: (numbers: string) => string;
  trackLength: (minutes: number, lessons: number, written: number) => string;
  glossary: string;
  glossaryLead: string;
  work: string;
  workFacts: readonly string[];
  storageWithoutJavaScript: string;
  sources: string;
  sourcesLead: string;
  sourceList: readonly string[];
  packagesLead: string;
  licence: string;
}>;

/** Texts of cells, and steps of progress. */
type StoredWork = Readonly<{ texts: number; steps: number }>;

/** What home says of somebody's work: how far it is, and what the browser says of where it is kept. */
export type StorageMessages = Readonly<{
  progress: Readonly<{ begun: string; completed: string; goOn: (lesson: string) => string }>;
  name: string;
  used: (used: number, most: number) => string;
  kept: string;
  notKept: string;
  ask: string;
  agreed: string;
  declined: string;
  /** Less is stored than there was. */
  loss: Readonly<{
    lost: (before: StoredWork, left: StoredWork, at: string) => string;
    bringIn: string;
    goOn: string;
  }>;
  /** The page came over plain http. */
  insecure: string;
  unknown: string;
}>;

/** What was wrong, and what to do next. */
type Told = Readonly<{ what: string; next: string }>;

/** What home says of all the work in one file. */
export type BackupMessages = Readonly<{
  name: string;
  lead: string;
  write: string;
  written: (file: string) => string;
  /** It was written, and could not be brought in. */
  writtenTooLarge: (file: string, most: number) => string;
  notWritten: Told;
  choose: string;
  working: string;
  question: string;
  consequence: string;
  inFile: string;
  here: string;
  time: (iso: string) => string;
  count: (count: number) => string;
  figures: Readonly<Record<'at' | 'texts' | 'worlds' | 'events' | 'progress', string>>;
  confirm: string;
  cancel: string;
  replaced: string;
  bringBack: (at: string) => string;
  broughtBack: string;
  undone: Told;
  /** The same, for want of room. */
  full: Told;
  /** It failed, and so did bringing back what was here. */
  half: Told;
  /** What was cut off the last time has been brought back. */
  recovered: string;
  refusals: RefusalMessages;
}>;

/** Why a file is not brought in. */
export type RefusalMessages = Readonly<
  Record<'empty' | 'foreign' | 'newer' | 'cut-short' | 'damaged' | 'miscounted' | 'unreadable', Told> & {
    'too-large': (bytes: number, most: number) => Told;
    'unknown-store': (name: string, line: number) => Told;
    duplicate: (line: number) => Told;
    misshapen: (line: number) => Told;
  }
>;
