import { repository } from '../../../package.json';
import { REPOSITORY_URL } from '../../../src/core/private/repository-url';

test('is below the repository that the package names', () => {
  expect(REPOSITORY_URL).toBe(repository.url.replace(/\.git$/, '/blob/main'));
});
