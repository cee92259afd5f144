import type { SourceEngine } from './source-engine';
import type { MigrationValidationOptions } from '../../data-migration';

/**
 * What the task does with rows, of which nothing may be lost without a word: the target is never emptied, large values come
 * whole, a change of a table at the source does not drop that of the target, and a table whose row cannot be written is
 * suspended, where DMS would log the row and go on.
 *
 * @see https://docs.aws.amazon.com/dms/latest/userguide/CHAP_Tasks.CustomizingTasks.TaskSettings.html
 */
export function taskSettings({ canValidate }: SourceEngine, { threads = 5 }: MigrationValidationOptions = {}): object {
  return {
    TargetMetadata: { SupportLobs: true, FullLobMode: true, LobChunkSize: 64, LimitedSizeLobMode: false },
    FullLoadSettings: { TargetTablePrepMode: 'DO_NOTHING' },
    Logging: { EnableLogging: true },
    ChangeProcessingDdlHandlingPolicy: {
      ...{ HandleSourceTableDropped: false, HandleSourceTableTruncated: false, HandleSourceTableAltered: false },
    },
    ErrorBehavior: {
      ...{ DataErrorPolicy: 'SUSPEND_TABLE', DataTruncationErrorPolicy: 'SUSPEND_TABLE' },
      ...{ ApplyErrorInsertPolicy: 'SUSPEND_TABLE', ApplyErrorUpdatePolicy: 'SUSPEND_TABLE' },
      TableErrorPolicy: 'SUSPEND_TABLE',
    },
    ValidationSettings: canValidate ? { EnableValidation: true, ThreadCount: threads } : { EnableValidation: false },
  };
}
