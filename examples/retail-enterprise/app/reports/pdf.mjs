// A PDF of lines of text, with as many pages as they need: https://opensource.adobe.com/dc-acrobat-sdk-docs/pdfstandards/PDF32000_2008.pdf
const LINES = 60;
const [WIDTH, HEIGHT] = [595, 842]; // A4, in points

/** @param {string[]} lines of which characters outside of Latin-1 become question marks */
export function pdfOf(lines) {
  const pages = [];
  for (let first = 0; first < Math.max(lines.length, 1); first += LINES) pages.push(lines.slice(first, first + LINES));
  const idOf = (page) => 4 + 2 * page; // 1 to 3 are catalog, list of pages and font
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    `<< /Type /Pages /Kids [${pages.map((_, page) => `${idOf(page)} 0 R`).join(' ')}] /Count ${pages.length} >>`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Courier /Encoding /WinAnsiEncoding >>',
    ...pages.flatMap((page, index) => [pageOf(idOf(index) + 1), contentOf(page)]),
  ];
  return written(objects);
}

function pageOf(content) {
  const font = '<< /Font << /F1 3 0 R >> >>';
  return `<< /Type /Page /Parent 2 0 R /MediaBox [0 0 ${WIDTH} ${HEIGHT}] /Resources ${font} /Contents ${content} 0 R >>`;
}

function contentOf(lines) {
  const shown = lines.map((line) => `(${escaped(line)}) Tj T*`).join('\n');
  const content = `BT /F1 10 Tf 12 TL 50 ${HEIGHT - 60} Td\n${shown}\nET`;
  return `<< /Length ${content.length} >>\nstream\n${content}\nendstream`;
}

function escaped(line) {
  return line.replace(/[^\x20-\x7e\xa0-\xff]/g, '?').replace(/[\\()]/g, '\\$&');
}

/** The objects one after the other, and the table of where each begins. */
function written(objects) {
  let text = '%PDF-1.4\n';
  const begins = objects.map((object, index) => {
    const begin = text.length;
    text += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return `${`${begin}`.padStart(10, '0')} 00000 n \n`;
  });
  const size = objects.length + 1;
  const table = `xref\n0 ${size}\n0000000000 65535 f \n${begins.join('')}`;
  return Buffer.from(
    `${text}${table}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${text.length}\n%%EOF\n`,
    'latin1',
  );
}
