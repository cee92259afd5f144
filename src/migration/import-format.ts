import { csvProblems, xlsxProblems, xmlProblems } from './private/file-import/format-problems';
import { throwOnProblems } from '../core/private/checks/problems';
import { requireProps } from '../core/private/checks/required-props';
import { NUMBER, requireTypes, TEXT } from '../core/private/checks/types';

/** How a CSV file is written. */
export interface CsvFormatOptions {
  /**
   * Character between two cells.
   * @default ','
   */
  readonly delimiter?: string;

  /**
   * Character around a cell that contains the delimiter or a line break. Twice within such a cell, it stands for itself.
   * @default '"'
   */
  readonly quote?: string;

  /**
   * Encoding of the file, such as `windows-1252`. Bytes that the encoding does not have reject their row.
   * @see https://encoding.spec.whatwg.org/#names-and-labels
   * @default 'utf-8'
   */
  readonly encoding?: string;
}

/** Which table of an Excel workbook is read. */
export interface XlsxFormatOptions {
  /**
   * Name of the sheet.
   * @default - the first sheet
   */
  readonly sheet?: string;

  /**
   * Row with the names of the columns, counted from 1. Rows above it are not read.
   * @default 1
   */
  readonly headerRow?: number;
}

/** How an XML file is read. */
export interface XmlFormatOptions {
  /** Name of the element that is one row, such as `contact`, at whatever depth it stands. */
  readonly rowElement: string;

  /**
   * Encoding of the file.
   * @default - that of its byte order mark or XML declaration, else UTF-8
   */
  readonly encoding?: string;
}

/**
 * Format of the files of a `FileImport`: CSV, Excel or XML. The first row of a CSV file and the header row of a sheet have
 * the names of the columns.
 *
 * @example
 * import { ImportFormat } from 'rl-bank-constructs/migration';
 *
 * const contacts = ImportFormat.csv({ delimiter: ';', encoding: 'windows-1252' });
 * const orders = ImportFormat.xml({ rowElement: 'order' }); // sources are `number`, `customer/city`, `@id`
 */
export class ImportFormat {
  /**
   * Comma separated values, or with another delimiter.
   * @param options delimiter, quote and encoding
   */
  public static csv(options: CsvFormatOptions = {}): ImportFormat {
    const place = 'ImportFormat.csv';
    requireTypes(place, options, { delimiter: TEXT, quote: TEXT, encoding: TEXT });
    const { delimiter = ',', quote = '"', encoding = 'utf-8' } = options;
    throwOnProblems(place, ...csvProblems({ delimiter, quote, encoding }));
    return new ImportFormat('csv', { delimiter, quote, encoding: encoding.toLowerCase() });
  }

  /**
   * Excel workbook (`.xlsx`). The stored values of its cells are read; no formula is run.
   * @param options sheet and header row
   */
  public static xlsx(options: XlsxFormatOptions = {}): ImportFormat {
    const place = 'ImportFormat.xlsx';
    requireTypes(place, options, { sheet: TEXT, headerRow: NUMBER });
    const { sheet, headerRow = 1 } = options;
    throwOnProblems(place, ...xlsxProblems({ sheet, headerRow }));
    return new ImportFormat('xlsx', { sheet, headerRow });
  }

  /**
   * XML in which each row is an element. A file with a document type declaration is refused.
   * @param options element of a row, and encoding
   */
  public static xml(options: XmlFormatOptions): ImportFormat {
    const place = 'ImportFormat.xml';
    requireProps(place, options, { rowElement: true });
    requireTypes<XmlFormatOptions>(place, options, { rowElement: TEXT, encoding: TEXT });
    const { rowElement, encoding } = options;
    throwOnProblems(place, ...xmlProblems({ rowElement, encoding }));
    return new ImportFormat('xml', { rowElement, encoding: encoding?.toLowerCase() });
  }

  private constructor(
    /** Name of the format: `csv`, `xlsx` or `xml`. */
    public readonly formatName: string,
    /** @internal */
    public readonly _options: object,
  ) {}
}
