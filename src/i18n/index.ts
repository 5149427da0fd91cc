/** The texts in every language, for who builds pages; a page itself gets `#i18n/en` or `#i18n/ko`. */
import { enBackup } from './en/backup.ts';
import { enErrors } from './en/errors.ts';
import { enExercises } from './en/exercises.ts';
import { enFaults } from './en/faults.ts';
import { enHome } from './en/home.ts';
import { en as enPage } from './en/index.ts';
import { enKeptTexts } from './en/kept-texts.ts';
import { enKeys } from './en/keys.ts';
import { enMatrix } from './en/matrix.ts';
import { enPanels } from './en/panels.ts';
import { enStorage } from './en/storage.ts';
import { enWritten } from './en/written.ts';
import { koBackup } from './ko/backup.ts';
import { koErrors } from './ko/errors.ts';
import { koExercises } from './ko/exercises.ts';
import { koFaults } from './ko/faults.ts';
import { koHome } from './ko/home.ts';
import { ko as koPage } from './ko/index.ts';
import { koKeptTexts } from './ko/kept-texts.ts';
import { koKeys } from './ko/keys.ts';
import { koMatrix } from './ko/matrix.ts';
import { koPanels } from './ko/panels.ts';
import { koStorage } from './ko/storage.ts';
import { koWritten } from './ko/written.ts';

import type { ExerciseMessages, Messages, WrittenMessages } from './messages.ts';

const withWritten = (page: Messages & ExerciseMessages, written: WrittenMessages) => ({
  ...page,
  ...written,
  page: { ...page.page, ...written.page },
  predict: { ...page.predict, ...written.predict },
  exercise: { ...page.exercise, ...written.exercise },
});

export const en = {
  ...withWritten({ ...enPage, ...enExercises }, enWritten),
  home: enHome,
  backup: enBackup,
  errors: enErrors,
  faults: enFaults,
  keptTexts: enKeptTexts,
  keys: enKeys,
  matrix: enMatrix,
  panels: enPanels,
  storage: enStorage,
};
export const ko = {
  ...withWritten({ ...koPage, ...koExercises }, koWritten),
  home: koHome,
  backup: koBackup,
  errors: koErrors,
  faults: koFaults,
  keptTexts: koKeptTexts,
  keys: koKeys,
  matrix: koMatrix,
  panels: koPanels,
  storage: koStorage,
};
export type { BackupMessages, StorageMessages } from './home-messages.ts';
export type { PanelMessages } from './panel-messages.ts';
export type {
  AllMessages,
  CellStateName,
  ErrorData,
  ErrorText,
  ErrorTexts,
  ExerciseMessages,
  FaultMessages,
  KeptTextMessages,
  KeyMessages,
  MatrixMessages,
  Messages,
  TellingMessages,
} from './messages.ts';
