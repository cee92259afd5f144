import { SaxesParser } from 'saxes';
import { printable, Refused } from '../refused.mjs';
import { limits } from './limits.mjs';

/**
 * What a reader of XML makes of elements. Names are without their prefix, unless `prefixes` says so.
 *
 * @typedef {object} Handlers
 * @property {(name: string, attributes: Record<string, string>) => void} open
 * @property {(name: string) => void} close
 * @property {(text: string) => void} text
 */

/**
 * A parser of XML from a stranger: no document type, so no entity is expanded and none is fetched; depth, attributes and the
 * length of each text have a limit. `where` names the file in sentences.
 *
 * @param {Handlers} handlers
 * @param {{ where: string, prefixes?: boolean }} of
 */
export function xmlEvents(handlers, { where, prefixes = false }) {
  const parser = new SaxesParser();
  const nameOf = prefixes ? (name) => name : (name) => name.slice(name.indexOf(':') + 1);
  const at = () => `Line ${parser.line} of ${where}`;
  let depth = 0;
  let attributes = 0;
  let pending = 0; // characters since the last event
  const text = (characters) => {
    pending = 0;
    handlers.text(characters);
  };
  const tooLong = () =>
    new Refused(`${at()} has a text or name longer than ${limits.rowBytes} characters: shorten it.`);

  parser.on('doctype', () => {
    throw new Refused(
      `${at()} has a document type (<!DOCTYPE>), which can name entities that fill the memory or read other files: delete it.`,
    );
  });
  parser.on('opentagstart', () => {
    pending = 0;
    attributes = 0;
    depth += 1;
    if (depth > limits.xmlDepth) throw new Refused(`${at()} has more than ${limits.xmlDepth} elements in each other.`);
  });
  parser.on('attribute', () => {
    pending = 0;
    attributes += 1;
    if (attributes > limits.xmlAttributes) {
      throw new Refused(`${at()} has an element with more than ${limits.xmlAttributes} attributes.`);
    }
  });
  parser.on('opentag', ({ name, attributes: values }) => handlers.open(nameOf(name), values));
  parser.on('closetag', ({ name }) => {
    pending = 0;
    depth -= 1;
    handlers.close(nameOf(name));
  });
  parser.on('text', text);
  parser.on('cdata', text);
  for (const name of /** @type {const} */ (['comment', 'processinginstruction'])) {
    parser.on(name, () => {
      pending = 0;
    });
  }

  const parse = (use) => {
    try {
      use();
    } catch (error) {
      if (error instanceof Refused) throw error;
      throw new Refused(
        `${at()} is not well-formed XML (${printable(withoutPlace(error.message), 100)}): export it again.`,
      );
    }
  };
  return {
    get line() {
      return parser.line;
    },
    /** @param {string} characters */
    write: (characters) => {
      parse(() => parser.write(characters));
      pending += characters.length;
      if (pending > limits.rowBytes + limits.sliceBytes) throw tooLong();
    },
    close: () => parse(() => parser.close()),
  };
}

const withoutPlace = (message) => message.replace(/^\d+:\d+: /, '').replace(/\.$/, '');
