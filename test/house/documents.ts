import { execFileSync } from 'node:child_process';
import { homedir, tmpdir } from 'node:os';
import { dirname, posix } from 'node:path';
import { Repository } from './repository';

/** The files that are committed or about to be. */
export function committedFiles(repository: Repository): string[] {
  const flags = ['ls-files', '--cached', '--others', '--exclude-standard', '-z'];
  const listed = execFileSync('git', flags, { cwd: repository.root, encoding: 'utf8' }).split('\0');
  return [...new Set(listed)].filter((path) => path !== '' && repository.has(path)).sort();
}

/** The links of a Markdown file that lead nowhere in the repository; links into the world are not followed. */
export function brokenLinks(repository: Repository, path: string): string[] {
  const text = withoutCode(repository.read(path));
  const inline = [...text.matchAll(/\]\(\s*<?([^)\s>]+)/g)];
  const defined = [...text.matchAll(/^\[[^\]]+\]:\s*<?([^\s>]+)/gm)];
  return [...inline, ...defined]
    .map(([, link]) => link)
    .filter((link) => !/^(\w+:|\/\/)/.test(link) && !resolves(repository, path, link))
    .map((link) => `${path} links to ${link}, which is not there`);
}

/** Folders of this machine alone: those above the repository and of its user, but `/tmp`, which containers have, too. */
export function placesOfThisMachine(repository: Repository): string[] {
  const everywhere = ['/', '/tmp', tmpdir()];
  return [...[dirname(repository.root), homedir()].filter((place) => !everywhere.includes(place)), `${tmpdir()}/`];
}

/** The text files that name one of these places; ignore files are left out, whose paths begin at the repository. */
export function machinePaths(repository: Repository, paths: string[], places: string[]): string[] {
  return paths
    .filter((path) => !/(^|\/)(package-lock\.json|\.\w+ignore)$/.test(path))
    .flatMap((path) => {
      const text = repository.read(path);
      const named = text.includes('\0') ? [] : places.filter((place) => names(text, place));
      return named.map((place) => `${path} names ${place}, which is a place on this machine`);
    });
}

function names(text: string, place: string): boolean {
  if (!text.includes(place)) return false; // nearly always, and far faster
  const escaped = place.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const ends = place.endsWith('/') ? '' : '(?![\\w-])';
  return new RegExp(`(?<![\\w.~)}*-])${escaped}${ends}`).test(text);
}

function resolves(repository: Repository, from: string, link: string): boolean {
  const [file, anchor] = decodeURI(link).split('#');
  const base = file.startsWith('/') ? '' : posix.dirname(from);
  const target = file === '' ? from : posix.join(base, file);
  if (!repository.has(target)) {
    return false;
  }
  return anchor === undefined || !target.endsWith('.md') || anchorsOf(repository.read(target)).has(anchor);
}

/** By the text of the file: API.md has two megabytes, and a thousand links to itself. */
const knownAnchors = new Map<string, Set<string>>();

/** What can be linked to in a Markdown file: its headings as GitHub names them, and anchors in HTML. */
function anchorsOf(markdown: string): Set<string> {
  const known = knownAnchors.get(markdown);
  if (known) return known;
  const slugs = headingsOf(markdown).map((heading) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/\s/g, '-'),
  );
  const html = [...markdown.matchAll(/<a [^>]*?(?:id|name)="([^"]+)"/g)].map(([, name]) => name);
  const ids = [...markdown.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  const anchors = new Set([...slugs, ...html, ...ids]);
  knownAnchors.set(markdown, anchors);
  return anchors;
}

function headingsOf(markdown: string): string[] {
  return [...withoutCode(markdown).matchAll(/^#{1,6} +(.+?) *#*$/gm)].map(([, heading]) => heading);
}

function withoutCode(markdown: string): string {
  return markdown
    .replace(/^ *(```|~~~)[\s\S]*?^ *\1 *$/gm, '')
    .replace(/(`+)[^`]*?\1(?!`)/g, (code) => code.replace(/[[\]()]/g, ' '));
}
