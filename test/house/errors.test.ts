import { Repository } from './repository';

const here = Repository.here;
/** Keys of what a stack can claim once, such as `['dns/zone', …]`, are spelled alike. */
const CODE = /(?<!\[.)(?<=['"`])[a-z]+(?:-[a-z]+)*\/[a-z0-9]+(?:-[a-z0-9]+)*(?=['"`])/g;

// Its texts `npm test` writes anew, and .ci/run finds the tree changed; nightly/errors.test.ts compares them.
test('docs/errors.md has each code of the sources, and no other', () => {
  const listed = [...here.read('docs/errors.md').matchAll(/<a id="([^"]+)">/g)].map(([, code]) => code);
  const constructs = new Set(listed.map((code) => code.split('/')[0]));
  const literals = here.sources().flatMap(
    (path) =>
      here
        .code(path)
        .replace(/(?:from|import\(|require\() ?'[^']+'/g, '')
        .match(CODE) ?? [],
  );
  const written = [...new Set(literals)].filter((code) => constructs.has(code.split('/')[0]));

  expect(written.length).toBeGreaterThan(200);
  expect(listed.sort()).toEqual(written.sort());
});
