/**
 * The catalogue of errors: every code that can stand in front of a person, once, under whoever says it.
 * The floors take their codes from here; a language that lacks a text for one of them does not compile.
 */

/** Whether the message names a line in a cell; `if asked`: where a cell has asked for what failed, not where the page itself did. */
export type LineRule = 'line' | 'no line' | 'if asked';

export const ERRORS = {
  /** The compiler and the linker, before anything runs. */
  cell: {
    syntax: 'line',
    'refused-enum': 'line',
    'refused-namespace': 'line',
    'refused-decorator': 'line',
    'refused-parameter-property': 'line',
    'refused-import-equals': 'line',
    'refused-export-equals': 'line',
    'refused-import-meta': 'line',
    'refused-accessor': 'line',
    'dynamic-import': 'line',
    'exported-binding-assigned': 'line',
    'unknown-module': 'line',
    'unknown-cell': 'line',
    'unknown-export': 'line',
    'ambiguous-export': 'line',
    'import-cycle': 'line',
  },
  /** What learners import. */
  library: {
    'illegal-state': 'line',
    'expected-version-conflict': 'line',
    'stream-tombstoned': 'line',
    'invalid-input': 'line',
    'projection-stopped': 'line',
  },
  /** The world. */
  lab: {
    'row-exists': 'line',
    'row-missing': 'line',
    'row-conflict': 'line',
    'transaction-ended': 'line',
    'actor-waits': 'line',
    'program-remembers': 'line',
    'answer-lost': 'line',
    'transaction-aborted': 'line',
    'rolled-back': 'line',
    crashed: 'line',
    'asked-before-exploring': 'line',
    'world-rewound': 'line',
    'closed-while-importing': 'line',
    'took-too-long': 'line',
    'text-changed': 'line',
    'no-encryption': 'line',
  },
  /** What the world and the texts are kept in. */
  storage: {
    'storage-failed': 'if asked',
    'storage-full': 'if asked',
    'storage-blocked': 'if asked',
    'storage-newer': 'if asked',
    'storage-unavailable': 'if asked',
    'storage-silent': 'if asked',
    'storage-lost': 'if asked',
  },
  /** A run about itself: no stack is left of one that waits; of a value that is no Error the line is that of its `throw`, where there was one. */
  run: {
    'thrown-error': 'line',
    'thrown-value': 'line',
    'stack-overflow': 'line',
    'eval-blocked': 'line',
    'waits-for-nothing': 'no line',
    'endless-timers': 'no line',
  },
  /** What cells claim about code. A law that gives false has thrown nothing that knows a line. */
  check: {
    'expectation-failed': 'line',
    'law-broken': 'if asked',
  },
  /** The sandbox about a run that it has ended, or that never began. Of what keeps a worker busy only a loop says where it is. */
  sandbox: {
    unresponsive: 'line',
    'too-many-messages': 'no line',
    'too-many-requests': 'no line',
    'invalid-messages': 'no line',
    'frame-died': 'no line',
    'no-frame': 'no line',
    'no-worker': 'no line',
  },
  /** The workbook about what a run needs. */
  workbook: {
    'earlier-cell-failed': 'no line',
    'draft-not-saved': 'no line',
    'page-failed': 'no line',
  },
} as const satisfies Readonly<Record<string, Readonly<Record<string, LineRule>>>>;

/** Whoever says an error. */
export type ErrorSpeaker = keyof typeof ERRORS;

/** The codes of these speakers, or of all. */
export type ErrorCode<Speaker extends ErrorSpeaker = ErrorSpeaker> = Speaker extends ErrorSpeaker
  ? keyof (typeof ERRORS)[Speaker]
  : never;

/** True when it is one of these speakers that has this code. */
export const isErrorCode = <Speaker extends ErrorSpeaker>(
  code: string,
  ...speakers: readonly Speaker[]
): code is ErrorCode<Speaker> => speakers.some((speaker) => Object.hasOwn(ERRORS[speaker], code));
