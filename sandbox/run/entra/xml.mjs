/**
 * An element in canonical form (https://www.w3.org/TR/xml-exc-c14n/), so that what is signed is what is sent: the namespace
 * first, attributes by name, no short form for an empty element.
 *
 * @param {string} name
 * @param {Record<string, string>} attributes
 * @param {...string} inside elements, or text that is `escaped`
 */
export function element(name, attributes, ...inside) {
  const { xmlns, ...others } = attributes;
  const written = [
    ...(xmlns === undefined ? [] : [`xmlns="${xmlns}"`]),
    ...Object.keys(others)
      .sort()
      .map((key) => `${key}="${value(others[key])}"`),
  ];
  return `<${[name, ...written].join(' ')}>${inside.join('')}</${name}>`;
}

/** @param {string} text */
export function escaped(text) {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('\r', '&#xD;');
}

/** @param {string} text of an attribute */
function value(text) {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\t', '&#x9;')
    .replaceAll('\n', '&#xA;')
    .replaceAll('\r', '&#xD;');
}
