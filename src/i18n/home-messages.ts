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
  /** The page came over plain http. */
  insecure: string;
  unknown: string;
}>;
