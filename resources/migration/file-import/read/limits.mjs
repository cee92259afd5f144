const KIB = 1024;
const MIB = 1024 * KIB;

/** What a file may ask of the reader: each ends in a sentence. They bound the memory of the task, whatever the file is. */
export const limits = {
  /** Bytes of one request to the object. */
  readBytes: 4 * MIB,
  /** Bytes of one request within an XLSX file. */
  zipReadBytes: MIB,
  /** Bytes that a parser is given at once. */
  sliceBytes: 64 * KIB,
  /** Bytes of one row, with its names. */
  rowBytes: 1 * MIB,
  /** Columns of a header, and cells or elements of one row. */
  rowCells: 2_000,
  /** Levels of elements in an XML file. */
  xmlDepth: 64,
  /** Attributes of one XML element. */
  xmlAttributes: 256,
  /** Entries of an XLSX file. */
  zipEntries: 10_000,
  /** Bytes that all entries of an XLSX file inflate to. */
  zipBytes: 4 * KIB * MIB,
  /** Inflated bytes for each stored one, once an entry is larger than `zipRatioFrom`. */
  zipRatio: 200,
  zipRatioFrom: 10 * MIB,
  /** Characters of all shared strings of a workbook. */
  sharedStringCharacters: 64 * MIB,
  sharedStrings: 2_000_000,
  /** Cell formats of a workbook. */
  styles: 100_000,
};
