import type { ImportStates } from './import-states';

type Named = Pick<ImportStates, 'name' | 'bucketName'>;

/** Conditions and causes of the last states. */
export const ENDS = {
  isDone: "$report.status in ['imported', 'alreadyImported', 'undone']",
  notImported:
    "{% $report.reason & ' Rows inserted: ' & $string($report.rows.inserted) & ', deleted: ' & $string($report.rows.deleted) & '. The report is ' & $import.reports & 'report.json.' %}",
  failed: ({ name }: Named) =>
    `{% 'The import failed: ' & $failure & '. Read the log group /ecs/${name}, and ' & ($import.undo = '' ? 'import the file' : 'undo the import') & ' again: it goes on where it stopped.' %}`,
  notNotified:
    "{% 'The import ended as ' & $report.status & ', and SNS refused the notification: ' & $refusal & '. Read the report in ' & $import.reports & '.' %}",
};

/** Subject and message of an import that has a report: a refusal has one, too. */
export function reportMessage({ name, bucketName }: Named): object {
  return {
    Subject: `{% '${name}: ' & $report.status & ($report.rows.rejected > 0 ? ', ' & $string($report.rows.rejected) & ' rows rejected' : '') %}`,
    Message: messageOf(name, [
      ["'status'", '$report.status'],
      ["'reason'", '$report.reason'],
      ["'importId'", '$report.importId'],
      ["'tenant'", '$report.tenant'],
      ["'rows'", '$report.rows'],
      ["'rejectedBy'", '$report.rejectedBy'],
      ["'report'", `'s3://${bucketName}/' & $import.reports & 'report.json'`],
      ["'rejectedRows'", `$report.rejectedRows != '' ? 's3://${bucketName}/' & $report.rejectedRows`],
    ]),
  };
}

/** Subject and message of an import without a report. */
export function failureMessage({ name }: Named): object {
  return {
    Subject: `${name}: failed`,
    Message: messageOf(name, [
      ["'status'", "'failed'"],
      ["'reason'", '$failure'],
      ["'importId'", "$import.undo != '' ? $import.undo"],
      ["'logGroup'", `'/ecs/${name}'`],
    ]),
  };
}

/** JSON with counts, for e-mail and for programs. A field without a value is left out. */
function messageOf(name: string, fields: string[][]): string {
  const all = [
    ["'import'", `'${name}'`],
    ["'key'", "$import.undo = '' ? $import.key : $report.file.key"],
    ...fields,
    ["'execution'", '$states.context.Execution.Id'],
  ];
  return `{% $string({ ${all.map(([field, value]) => `${field}: ${value}`).join(', ')} }) %}`;
}
