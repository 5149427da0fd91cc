/** The texts in every language, for who builds pages; a page itself gets `#i18n/en` or `#i18n/ko`. */
import { enBackup } from './en/backup.ts';
import { enFaults } from './en/faults.ts';
import { enHome } from './en/home.ts';
import { en as enPage } from './en/index.ts';
import { enKeptTexts } from './en/kept-texts.ts';
import { enKeys } from './en/keys.ts';
import { enMatrix } from './en/matrix.ts';
import { enPanels } from './en/panels.ts';
import { enStorage } from './en/storage.ts';
import { koBackup } from './ko/backup.ts';
import { koFaults } from './ko/faults.ts';
import { koHome } from './ko/home.ts';
import { ko as koPage } from './ko/index.ts';
import { koKeptTexts } from './ko/kept-texts.ts';
import { koKeys } from './ko/keys.ts';
import { koMatrix } from './ko/matrix.ts';
import { koPanels } from './ko/panels.ts';
import { koStorage } from './ko/storage.ts';

// Who has all texts has these too.
await Promise.all([enPage.loadSyntax(), koPage.loadSyntax()]);

export const en = {
  ...enPage,
  home: enHome,
  backup: enBackup,
  faults: enFaults,
  keptTexts: enKeptTexts,
  keys: enKeys,
  matrix: enMatrix,
  panels: enPanels,
  storage: enStorage,
};
export const ko = {
  ...koPage,
  home: koHome,
  backup: koBackup,
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
  FaultMessages,
  KeptTextMessages,
  KeyMessages,
  MatrixMessages,
  Messages,
} from './messages.ts';
