import { lazy, Suspense, useEffect, useState } from 'react';
import { release } from './hosts.js';
import { endSignIn, session, signIn, signOut } from './session.js';

// Each page is a chunk, which the browser fetches when the page is opened: from the release of the tab, not from the latest one.
const pages = [
  { path: '/', title: 'Accounts', Page: lazy(() => import('./pages/accounts.jsx')) },
  { path: '/transfer', title: 'Transfer', Page: lazy(() => import('./pages/transfer.jsx')) },
  { path: '/support', title: 'Support workspace', Page: lazy(() => import('./pages/support.jsx')) },
];

export function App() {
  const [path, setPath] = useState(location.pathname);
  const [user, setUser] = useState(session());
  const [problem, setProblem] = useState();

  useEffect(() => {
    const follow = () => setPath(location.pathname);
    addEventListener('popstate', follow);
    endSignIn()
      .then((returnTo) => {
        if (returnTo === undefined) return;
        history.replaceState(null, '', returnTo);
        setUser(session());
        follow();
      })
      .catch((error) => setProblem(error.message));
    return () => removeEventListener('popstate', follow);
  }, []);

  const open = (event, to) => {
    event.preventDefault();
    history.pushState(null, '', to);
    setPath(to);
  };
  const current = pages.findLast((page) => path === page.path || path.startsWith(`${page.path}/`)) ?? pages[0];
  const { Page } = current;
  return (
    <>
      <header>
        <strong>Merchant portal</strong>
        <nav aria-label="Pages">
          {pages.map((page) => (
            <a
              key={page.path}
              href={page.path}
              onClick={(event) => open(event, page.path)}
              aria-current={page === current ? 'page' : undefined}
            >
              {page.title}
            </a>
          ))}
        </nav>
        {user ? (
          <button type="button" onClick={() => (signOut(), setUser(undefined))}>
            Sign out, {user.name}
          </button>
        ) : (
          <button type="button" onClick={signIn}>
            Sign in
          </button>
        )}
      </header>
      <main>
        <h1>{current.title}</h1>
        {problem && <p role="alert">{problem}</p>}
        <Suspense fallback={<p>Loading…</p>}>
          <Page path={path} user={user} open={open} />
        </Suspense>
      </main>
      <footer>
        Release <b id="release">{release}</b>, route <code id="route">{path}</code>
      </footer>
    </>
  );
}
